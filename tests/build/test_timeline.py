"""A programme in HTML is a picture of its days, made of lists, classes and one style sheet; calendars take it in."""

import re
import zipfile
from functools import cache
from importlib import resources

import icalendar
import pytest
from books import Book, said

from synthkit.model.schedule import MOST_LINES, MOST_TRACKS

SHEET = (resources.files("synthkit") / "static" / "styles" / "synthkit-programme.css").read_text(encoding="utf-8")
HOSTILE = "Zlin </li> {b} %s & <b>c</b> \\"


def session(id_, title, **options):
    options = {"event": "rencontre-2031", "title": title, **options}
    lines = "".join(f":{name.replace('_', '-')}: {value}\n" for name, value in options.items())
    return f":::{{session}} {id_}\n{lines}:::\n"


#: The clocks are put forward in the night between the two days.
FIRST, SECOND = "2031-03-29", "2031-03-30"
BOOK = {
    "index.md": "# Rencontre\n\n```{toctree}\nprogramme\nlien\n```\n",
    "lien.md": "# Un lien\n\n{session}`un` et {speaker}`zoe-duval`.\n",
    "programme.md": "# Programme\n\n:::{event} rencontre-2031\n:title: Rencontre\n:timezone: Europe/Paris\n"
    f":date: {FIRST}/{SECOND}\n:::\n\n## Les deux jours\n\n```{{programme}} rencontre-2031\n```\n\n"
    + session("un", "Le premier", date=FIRST, start="9:00", end="10:25", room=HOSTILE, speakers="zoe-duval")
    + session("pause", "Pause", kind="break", date=FIRST, start="10:25", end="10:35")
    + session(
        "gauche", "À gauche", kind="panel", date=FIRST, start="11:00", end="12:00", room="A", speakers="zoe-duval"
    )
    + session("droite", "À droite", date=FIRST, start="11:20", end="12:00", room="B", speakers="ali-roux")
    + session("diner", "Dîner", kind="break", date=FIRST, start="20:00")
    + session("affiches", "Affiches", kind="discussion", date=FIRST)
    + session("bloc", "Bloc", kind="block", date=SECOND, start="9:00", end="10:00")
    + session("part", "Partie", date=SECOND, start="9:00", end="9:45", part_of="bloc", speakers="zoe-duval")
    + session("errant", "Sans jour", speakers="zoe-duval")
    + "## Personnes\n\n:::{speaker} zoe-duval\n:given: Zoé\n:family: Duval\n:::\n\n"
    ":::{speaker} ali-roux\n:given: Ali\n:family: Roux\n:::\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The book in one edition, built at the first call."""
    root = tmp_path_factory.mktemp
    return cache(lambda builder, language="fr": Book(root(language), {"language": language}).write(BOOK).build(builder))


@pytest.fixture(scope="module")
def page(built):
    return built("html").page("programme")


def lists(page):
    """The timeline of each day: its items' classes and words."""
    return [[(item.get("class", ""), said(item)) for item in found] for found in page.having("ol", "synth-timeline")]


def test_each_day_has_a_heading_below_that_of_its_section_and_its_items_in_order(page):
    assert [said(heading) for heading in page.having("h3", "rubric")] == [
        "Samedi 29 mars 2031",
        "Dimanche 30 mars 2031",
        "Jour non annoncé",
    ]
    first, second = lists(page)
    assert [words for _, words in first] == [
        f"9 h – 10 h 25 Le premier Zoé Duval Communication · {HOSTILE}",
        "10 h 25 – 10 h 35 Pause",
        "10 h 35 – 11 h Rien au programme",
        "11 h – 12 h, en parallèle 11 h – 12 h À gauche Zoé Duval Table ronde · A"
        " 11 h 20 – 12 h À droite Ali Roux Communication · B",
        "à partir de 20 h Dîner",
    ]
    assert [words for _, words in second] == ["9 h – 10 h Bloc 9 h – 9 h 45 Partie Zoé Duval"]


def test_what_has_no_time_is_listed_behind_its_day(page):
    found = [[said(item) for item in found] for found in page.having("ul", "synth-untimed")]
    assert found == [["Affiches"], ["Sans jour Zoé Duval Communication"]]


def test_each_time_is_told_to_machines_with_the_clock_of_that_day(page):
    times = [time.get("datetime") for time in page.body.iter("time")]
    assert times[:2] == ["2031-03-29T09:00+01:00", "2031-03-29T10:25+01:00"]
    assert times[-2:] == ["2031-03-30T09:00+02:00", "2031-03-30T09:45+02:00"]


def test_times_of_an_event_without_a_zone_are_told_without_one(tmp_path):
    page = BOOK["programme.md"].replace(":timezone: Europe/Paris\n", "")
    built = Book(tmp_path).write({**BOOK, "programme.md": page}).build()
    times = [time.get("datetime") for time in built.page("programme").body.iter("time")]
    assert times[:2] == ["2031-03-29T09:00", "2031-03-29T10:25"]


def test_titles_and_people_are_links_and_a_break_is_none(page):
    assert page.links["Le premier"] == "#un"
    assert page.links["Zoé Duval"] == "#zoe-duval"
    assert "Pause" not in page.links


def test_nothing_has_a_style_of_its_own(page):
    assert [element.tag for element in page.body.iter() if "style" in element.attrib] == []


def test_each_class_that_says_how_long_or_where_has_its_rule(page):
    used = {name for element in page.body.iter() for name in element.get("class", "").split()}
    placed = {name for name in used if re.fullmatch(r"synth-(?:h|m|from-|to-|tracks?-|scale-)\d+", name)}
    assert {"synth-h1", "synth-m25", "synth-from-2", "synth-to-3", "synth-tracks-2", "synth-track-2"} <= placed
    assert [name for name in sorted(placed) if f".{name} {{" not in SHEET] == []


def test_the_sheet_has_a_rule_for_whatever_a_programme_may_need():
    hours = [f".synth-h{n} {{ --h: {n}; }}" for n in range(1, 24)]
    minutes = [f".synth-m{n} {{ --m: {n}; }}" for n in range(1, 60)]
    scales = [f".synth-scale-{n} {{ --minute: {n / 20:.2f}rem; }}" for n in range(2, 7)]
    lines = [f".synth-from-{n} {{ grid-row-start: {n}; }}" for n in range(1, MOST_LINES)]
    lines += [f".synth-to-{n} {{ grid-row-end: {n}; }}" for n in range(2, MOST_LINES + 1)]
    tracks = [f".synth-track-{n} {{ grid-column: {n}; }}" for n in range(1, MOST_TRACKS + 1)]
    tracks += [f".synth-tracks-{n} {{" for n in range(2, MOST_TRACKS + 1)]
    assert [rule for rule in (*hours, *minutes, *scales, *lines, *tracks) if rule not in SHEET] == []


def test_what_only_keeps_the_scale_is_not_read_aloud(page):
    spacers = [element for element in page.body.iter("li") if not said(element)]
    assert spacers
    assert {element.get("aria-hidden") for element in spacers} == {"true"}


def test_pages_without_a_programme_do_not_load_its_sheet(built):
    assert "synthkit-programme.css" in built("html").text("programme.html")
    assert "synthkit-programme.css" not in built("html").text("lien.html")


@pytest.mark.parametrize("builder", ["epub", "latex", "text"])
def test_elsewhere_it_is_a_table_a_day(built, builder):
    done = built(builder)
    assert done.warnings == ""
    if builder == "text":
        told = done.text("programme.txt")
        assert [told.count(word) for word in ("Horaire", "Jour non annoncé", "Rien au programme")] == [3, 1, 0]


def test_a_programme_is_told_in_english_too(built):
    text = built("html", "en").page("programme").text
    assert "10:35 AM – 11:00 AM Nothing in the programme" in text
    assert "from 8:00 PM Dîner" in text


# -- « Ajouter à l’agenda » ---------------------------------------------------------------------------


def calendars(built):
    """The entries of each file, by its path."""
    root = built("html").outdir / "calendar"
    read = {path: icalendar.Calendar.from_ical(path.read_bytes()) for path in sorted(root.rglob("*.ics"))}
    return {str(path.relative_to(root)): [str(one["summary"]) for one in found.events] for path, found in read.items()}


def test_each_session_with_its_times_has_a_file_for_calendars_and_no_other(built):
    assert calendars(built) == {
        "bloc.ics": ["Bloc"],
        "droite.ics": ["À droite"],
        "gauche.ics": ["À gauche"],
        "part.ics": ["Partie"],
        "programme/rencontre-2031.ics": ["Le premier", "À gauche", "À droite", "Partie"],
        "rencontre-2031.ics": ["Rencontre"],
        "un.ics": ["Le premier"],
    }


def test_the_pages_of_an_event_a_session_and_a_programme_lead_to_their_files(page, built):
    found = [link.get("href") for link in page.body.iter("a") if link.get("href", "").endswith(".ics")]
    assert {"calendar/rencontre-2031.ics", "calendar/un.ics", "calendar/programme/rencontre-2031.ics"} <= set(found)
    assert "calendar/errant.ics" not in found
    assert [path for path in found if not (built("html").outdir / path).is_file()] == []
    assert page.links["Ajouter le programme à l’agenda (.ics)"] == "calendar/programme/rencontre-2031.ics"


def test_an_e_book_offers_no_calendar(built):
    with zipfile.ZipFile(next(built("epub").outdir.glob("*.epub"))) as archive:
        assert not [name for name in archive.namelist() if name.endswith(".ics")]
        assert "agenda" not in archive.read("programme.xhtml").decode()


def test_the_calendar_of_a_session_that_lost_its_times_goes(tmp_path):
    book = Book(tmp_path).write(BOOK)
    assert (book.build().outdir / "calendar/un.ics").is_file()
    book.write({"programme.md": BOOK["programme.md"].replace(":start: 9:00\n:end: 10:25\n", "")})
    assert not (book.build().outdir / "calendar/un.ics").exists()


def test_all_abstracts_of_an_event_unfold_at_once(tmp_path):
    told = ":::{event} jour-2031\n:title: Jour\n:::\n\n```{programme} jour-2031\n```\n\n"
    talks = [
        f"## {title}\n\n:::{{session}} {id_}\n:event: jour-2031\n\n{text}\n:::\n\n"
        for id_, title, text in (
            ("un", "Premier", "Le début.\n\nLa suite."),
            ("deux", "Second", ""),
            ("trois", "Fin", "Là."),
        )
    ]
    book = Book(tmp_path, {"language": "fr"}).write({"index.md": "# Jour\n\n" + told + "".join(talks)})
    (shown,) = book.build("html").page("index").having("details", "synth-abstracts")
    assert said(shown) == "Tous les résumés Premier Le début. La suite. Fin Là."
