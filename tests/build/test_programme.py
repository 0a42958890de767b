"""A programme says the same in every edition: who, where, in which order, past midnight too."""

import re
import zipfile
from functools import cache

import icalendar
import pytest
from books import Book, said

DAY = "2031-03-29"


def session(id_, title, body="", **options):
    options = {"event": "nuit-2031", "title": title, "date": DAY, **options}
    lines = "".join(f":{name.replace('_', '-')}: {value}\n" for name, value in options.items() if value)
    return f":::{{session}} {id_}\n{lines}\n{body}\n:::\n\n"


BOOK = {
    "index.md": "# Nuit\n\n```{toctree}\nprogramme\nbloc\nun\nminuit\napres\nannulee\nailleurs\n```\n",
    "programme.md": "# Programme\n\n:::{event} nuit-2031\n:title: Nuit des fours\n:timezone: Europe/Paris\n"
    f":date: {DAY}/2031-03-30\n:venue: Halle\n:::\n\n## Les heures\n\n```{{programme}} nuit-2031\n```\n\n"
    + session("pause", "Pause", kind="break", start="10:00", end="10:15")
    + "## Personnes\n\n"
    + "".join(
        f"### {given} {family}\n\n:::{{speaker}} {given}-{family}\n:given: {given}\n:family: {family}\n{more}:::\n\n"
        for given, family, more in (
            ("zoe", "duval", ":affiliation: Guilde du feu\n"),
            ("ali", "braise", ""),
            ("rose", "cendre", ""),
        )
    ),
    "bloc.md": "# Fours\n\n" + session("bloc", "Fours du matin", kind="block", date="", moderators="ali-braise"),
    "un.md": "# Un\n\n"
    + session("un", "Cuire", part_of="bloc", start="9:00", end="10:00", room="Salle bleue", speakers="zoe-duval"),
    "apres.md": "# Après\n\n"
    + session("apres", "Braises", start="0:30", end="1:00", speakers="ali-braise (Four à pain)"),
    "minuit.md": "# Minuit\n\n"
    + session("minuit", "Flammes", kind="keynote", start="23:00", end="0:30", speakers="rose-cendre"),
    "annulee.md": "# Annulée\n\n"
    + session(
        "annulee", "Cendres", start="12:00", end="13:00", status="cancelled", speakers="zoe-duval", track="Restes"
    ),
    "ailleurs.md": "# Ailleurs\n\n"
    + session(
        *("ailleurs", "Fumées", "Un résumé."),
        start="14:00",
        end="15:00",
        speakers="zoe-duval",
        discussants="rose-cendre",
        kind="battle",
        venue="Citadel Hall",
        attendance="hybrid",
        data="https://fumees.example/mesures.csv",
    ),
}
KINDS = {"battle": {"label": {"en": "Battle", "fr": "Joute"}, "cited_as": "panel"}}
ORDER = ["Fours du matin", "Cuire", "Pause", "Cendres", "Fumées", "Flammes", "Braises"]
FACTS = {
    "Fours du matin": ("9 h – 10 h", "Animation : ali braise"),
    "Cuire": ("9 h – 10 h", "zoe duval (Guilde du feu)", "Salle bleue"),
    "Cendres": ("Annulée", "Restes"),
    "Fumées": ("Joute", "Discussion par : rose cendre", "Citadel Hall", "Sur place et en ligne"),
    "Flammes": ("23 h – 0 h 30", "Conférence invitée"),
    "Braises": ("0 h 30 – 1 h", "ali braise (Four à pain)"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The book in one edition, built at the first call."""
    root = tmp_path_factory.mktemp("programme")
    return cache(lambda builder: Book(root, {"synthkit_session_kinds": KINDS}).write(BOOK).build(builder))


def plain(words):
    return re.sub(r"\s+", " ", words.replace("~", " "))


_TEX = re.compile(r"\\synthkitat\{\d+\}|\\hyperref\[\\detokenize\{[^}]*\}\]|\\DUrole\{xref\}|\\[a-zA-Z]+|[{}]")


def html(built):
    (day,) = built("html").page("programme").having("ol", "synth-timeline")
    return said(day)


def epub(built):
    with zipfile.ZipFile(next(built("epub").outdir.glob("*.epub"))) as archive:
        page = archive.read("programme.xhtml").decode()
    return re.sub(r"<[^>]+>", " ", page[page.index("<table") : page.index("</table>")])


def latex(built):
    text = next(built("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    text = text[text.index("Qui parle" if "Qui parle" in text else "Intervenants") :]
    return _TEX.sub(" ", text[: text.index("Personnes")])


EDITIONS = pytest.mark.parametrize("edition", [html, epub, latex])


@EDITIONS
def test_a_block_without_times_begins_with_its_first_talk_and_night_follows_evening(built, edition):
    words = plain(edition(built))
    assert sorted(ORDER, key=words.index) == ORDER


@EDITIONS
def test_a_programme_says_who_in_which_role_from_where_and_where(built, edition):
    words = plain(edition(built))
    facts = {fact for facts in FACTS.values() for fact in facts}
    missing = [fact for fact in facts if fact.replace(" ", "") not in words.replace(" ", "")]
    assert missing == []


def test_a_session_past_midnight_has_its_real_date(built):
    page = built("html").page("apres")
    assert plain(page.facts["Quand"]).startswith("dimanche 30 mars 2031, 0 h 30 – 1 h")
    night = (built("html").outdir / "programme.html").read_text(encoding="utf-8")
    times = set(re.findall(r'datetime="([^"]+)">0\s*h\s*30', night))
    assert times == {"2031-03-30T00:30+01:00"}
    calendar = icalendar.Calendar.from_ical((built("html").outdir / "calendar/programme/nuit-2031.ics").read_text())
    starts = {str(entry["summary"]): entry.start.isoformat() for entry in calendar.events}
    assert starts["Braises"] == "2031-03-30T00:30:00+01:00"


def test_a_cancelled_session_is_shown_as_such_and_neither_cited_nor_held(built):
    page = built("html").page("annulee")
    assert "Annulée" in page.text
    assert "Citer" not in page.text
    assert not (built("html").outdir / "cite/annulee.bib").exists()
    assert "agenda" not in page.facts["Quand"]


def test_a_session_elsewhere_says_where_and_what_it_left(built):
    page = built("html").page("ailleurs")
    assert page.facts["Où"] == "Sur place et en ligne, Citadel Hall"
    assert page.facts["Données"] == "https://fumees.example/mesures.csv"
    assert page.links["https://fumees.example/mesures.csv"] == "https://fumees.example/mesures.csv"


def test_whose_words_an_abstract_is_is_not_claimed(built):
    text = built("html").page("ailleurs").text
    assert "Résumé Un résumé." in text
    assert "rédaction" not in text
