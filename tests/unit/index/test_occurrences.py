"""Each heading leads to all that names it, once each, in the order of the book."""

from dataclasses import replace

import pytest

from synthkit.index.headings import anchor
from synthkit.index.occurrences import Concordance, Mention, Part, institutions, keywords, persons
from synthkit.model.events import Proceedings
from synthkit.model.people import Affiliation, Credit
from synthkit.schema import CreditRole
from unit.invented import CHAPTER, EVENT, HOSTILE, IGOR, INES, LISE, MONA, catalogue, session, sessions


def told(entries):
    """Headings with what they lead to: a record's id and the part, or the page of a mention."""
    return {
        entry.heading.shown: [
            (place.record.id if place.record else place.mention.docname, place.part.value) for place in entry.places
        ]
        for entry in entries
        if not entry.heading.see
    }


def mention(target, record="", docname="avis", **values):
    return Mention(target, docname, "synth-mention-1", record, **values)


def test_a_person_has_sessions_in_the_order_of_the_programme_then_functions_then_chapters():
    found = told(persons(catalogue()))
    assert found["Dupont, Lise"] == [
        ("ouverture", "speaker"),
        ("rouage", "speaker"),
        ("debat", "speaker"),
        ("horloges-2031", "host"),
    ]
    assert found["Éluard, Mona"] == [("ressort", "speaker"), ("soir", "speaker"), ("cadrans", "author")]
    assert found["Œhlert, Inès"] == [("horloges-2031", "direction")]


def test_somebody_nobody_names_keeps_a_heading():
    assert told(persons(catalogue()))["Faure, Igor de la"] == []


def test_a_role_is_told_as_what_it_is():
    made = (session("seance", credits=(Credit("Lise Dupont"), Credit("igor-faure", CreditRole.MODERATOR))),)
    found = told(persons(catalogue(sessions=made)))
    assert found["Faure, Igor de la"] == [("seance", "moderator")]


def test_a_reader_of_a_page_is_named_there():
    made = (session("seance", reviewers=("Igor de la Faure",)),)
    assert told(persons(catalogue(sessions=made)))["Faure, Igor de la"] == [("seance", "reviewer")]


def test_a_spelling_leads_to_the_name_and_to_no_place():
    (see,) = [entry for entry in persons(catalogue()) if entry.heading.see]
    assert (see.heading.shown, see.heading.see, see.places) == ("Dupond, L.", "Dupont, Lise", ())


def test_a_text_that_mentions_somebody_twice_is_told_once_where_it_first_does():
    mentions = [mention("igor-faure"), replace(mention("Igor de la Faure"), anchor="synth-mention-2")]
    (entry,) = [one for one in persons(catalogue(), mentions) if one.heading.target == IGOR.id]
    assert [place.mention.anchor for place in entry.places] == ["synth-mention-1"]


def test_a_text_is_not_told_again_to_those_who_give_it():
    mentions = [mention("mona-eluard", "cadrans", CHAPTER.where.docname), mention("igor-faure", "cadrans")]
    found = told(persons(catalogue(), mentions))
    assert found["Éluard, Mona"] == [("ressort", "speaker"), ("soir", "speaker"), ("cadrans", "author")]
    assert found["Faure, Igor de la"] == [("cadrans", "mention")]


def test_one_s_own_notice_is_no_mention():
    assert told(persons(catalogue(), [mention("igor-faure", "igor-faure")]))["Faure, Igor de la"] == []


def test_a_mention_of_nobody_and_of_several_is_left_to_the_checks():
    twin = replace(IGOR, id="igor-deux")
    mentions = [mention("personne"), mention("Igor de la Faure")]
    found = told(persons(catalogue(persons=(IGOR, twin)), mentions))
    assert [places for places in found.values() if places] == []


def test_an_event_has_the_people_it_has_a_part_for_and_the_mentions_in_its_texts():
    other = replace(EVENT, id="autre", direction=(), hosts=())
    mine = session("ailleurs", event=other.id, credits=(Credit("igor-faure"),))
    whole = catalogue(events=(EVENT, other), sessions=(*sessions(), mine))
    mentions = [mention("mona-eluard", "ailleurs"), mention("ines-oehlert", "cadrans"), mention("lise-dupont")]
    assert told(persons(whole, mentions, "autre")) == {
        "Éluard, Mona": [("ailleurs", "mention")],
        "Faure, Igor de la": [("ailleurs", "speaker")],
    }


def test_a_keyword_has_its_sessions_then_its_chapters():
    made = (session("un", keywords=("temps", "Temps")), session("deux", keywords=("cadran", "temps")))
    whole = catalogue(sessions=made, chapters=(replace(CHAPTER, keywords=("cadran",)),))
    assert told(keywords(whole)) == {
        "cadran": [("deux", "subject"), ("cadrans", "subject")],
        "temps": [("un", "subject"), ("deux", "subject")],
    }


def test_a_keyword_is_spelled_as_it_is_typed_most():
    made = [session(f"s{number}", keywords=(word,)) for number, word in enumerate(["heure", "Heure", "Heure"])]
    assert list(told(keywords(catalogue(sessions=tuple(made), chapters=())))) == ["Heure"]


def test_an_event_has_the_keywords_of_its_sessions_alone():
    made = (session("un", keywords=("temps",)), session("deux", event="autre", keywords=("eau",)))
    whole = catalogue(sessions=made, chapters=(replace(CHAPTER, keywords=("cadran",)),))
    assert list(told(keywords(whole, EVENT.id))) == ["temps"]


def test_an_institution_has_its_people_where_they_speak_and_the_events_it_bears():
    event = replace(
        EVENT,
        organisers=("Halle",),
        partners=("Beffroi",),
        proceedings=Proceedings("Actes", publisher="Beffroi"),
        hosts=(),
        direction=(),
    )
    people = (replace(LISE, affiliations=(Affiliation("Halle"),)), replace(MONA, affiliations=(Affiliation("Tour"),)))
    made = (session("un", partners=("Beffroi",)), session("deux", credits=(Credit("mona-eluard", affiliation="Pont"),)))
    whole = catalogue(events=(event,), sessions=made, persons=people, chapters=())
    assert told(institutions(whole)) == {
        "Beffroi": [("un", "partner"), ("horloges-2031", "partner"), ("horloges-2031", "publisher")],
        "Halle": [("un", "affiliation"), ("horloges-2031", "organiser"), ("lise-dupont", "affiliation")],
        "Pont": [("deux", "affiliation")],
        "Tour": [("mona-eluard", "affiliation")],
    }


def of_people(*affiliations):
    people = tuple(
        replace(one, affiliations=(affiliation,))
        for one, affiliation in zip((LISE, MONA, IGOR, INES), affiliations, strict=False)
    )
    return institutions(catalogue(events=(), sessions=(), persons=people, chapters=()))


def test_spellings_with_one_ror_are_one_institution_under_the_shortest():
    long, short = Affiliation("Halle aux grains (Hag)", "02feahw73"), Affiliation("Hag", "02feahw73")
    found = of_people(long, short)
    assert [(entry.heading.shown, entry.heading.see, entry.ror) for entry in found] == [
        ("Hag", "", "02feahw73"),
        ("Halle aux grains (Hag)", "Hag", "02feahw73"),
    ]
    assert told(found) == {"Hag": [("lise-dupont", "affiliation"), ("mona-eluard", "affiliation")]}


def test_a_short_form_that_a_spelling_explains_is_the_same_institution():
    found = of_people(Affiliation("Hag (Halle aux grains)"), Affiliation("Hag"), Affiliation("Halle aux grains"))
    assert [(entry.heading.shown, entry.heading.see, len(entry.places)) for entry in found] == [
        ("Hag (Halle aux grains)", "", 3),
        ("Halle aux grains", "Hag (Halle aux grains)", 0),
    ]


def test_spellings_are_never_guessed_to_be_one():
    apart = ("Halle", "Halle (Tamis)", "Tamis", "Hag (Halle aux grains)", "Hag (Halles aux grands gâteaux)")
    assert list(told(of_people(*map(Affiliation, apart[:3])))) == ["Halle", "Halle (Tamis)", "Tamis"]
    assert list(told(of_people(*map(Affiliation, (*apart[3:], "Hag"))))) == ["Hag", *apart[3:]]


def test_a_spelling_has_the_ror_another_place_states_for_it():
    found = of_people(Affiliation("Hag", "02feahw73"), Affiliation("HAG"))
    assert [(entry.heading.shown, len(entry.places), entry.ror) for entry in found] == [("Hag", 2, "02feahw73")]


def test_two_institutions_of_one_name_stay_two():
    found = of_people(Affiliation("Hag", "02feahw73"), Affiliation("Hag", "0175hh227"), Affiliation("Hag"))
    assert sorted((entry.ror, len(entry.places)) for entry in found) == [("", 1), ("0175hh227", 1), ("02feahw73", 1)]


def test_nothing_gives_empty_indexes():
    empty = catalogue(events=(), sessions=(), persons=(), chapters=())
    assert persons(empty) == keywords(empty) == institutions(empty) == []


def test_an_index_the_book_has_not_is_on_no_page():
    assert Concordance().page_of("keyword-index") == ""
    assert Concordance(pages={"keyword-index": "fin"}).page_of("keyword-index") == "fin"


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_keyword_holds_its_place_has_a_plain_name(text):
    found = anchor("keyword", text)
    assert found.isascii()
    assert found.startswith("keyword-")
    assert found.replace("-", "").isalnum()


def test_places_of_words_that_differ_by_a_sign_keep_apart_and_those_of_one_word_do_not():
    assert len({anchor("keyword", text) for text in ("C", "C#", "C++", "Ж", "Zh")}) == 5
    assert anchor("keyword", "Santé au travail") == anchor("keyword", "sante au TRAVAIL") == "keyword-sante-au-travail"


def test_a_book_of_twenty_colloquia_is_read_once():
    asked = []

    class Counting(type(catalogue())):
        def attributed(self, credit):
            asked.append(credit)
            return super().attributed(credit)

    made = tuple(session(f"s{number}", keywords=(f"mot {number}", "temps")) for number in range(500))
    whole = Counting(catalogue().publication, (replace(EVENT, direction=(), hosts=()),), made, (LISE,), ())
    persons(whole)
    keywords(whole)
    assert len(asked) == 500
    assert Part.SUBJECT in {place.part for entry in keywords(whole) for place in entry.places}
    assert "s499" in {place.record.id for place in keywords(whole)[-1].places}
