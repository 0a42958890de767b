"""What is wrong with a source is told: typed, where it stands, what was found, what was expected; all of it."""

import pytest
from books import QUICK, Book, Myst, Rest
from mistakes import LINKS, RECORDS, SETTINGS, SOUND, VIEWS

ALL = [*RECORDS, *LINKS, *SETTINGS]
#: How each language offers the nearest valid value, and a word the other would use.
NEAREST = {"fr": "le plus proche connu : « {} »", "en": "nearest known: '{}'"}
FOREIGN = {"fr": ("expected", "nearest known", "which is"), "en": ("attendu", "le plus proche", "absent")}


def each(mistakes):
    return pytest.mark.parametrize("mistake", mistakes, ids=[mistake.name for mistake in mistakes])


def sources(mistake):
    return {**SOUND, mistake.file: mistake.page} if mistake.page else SOUND


def together(mistakes):
    """One book with a page for every mistake of a page."""
    return {**SOUND, **{mistake.file: mistake.page for mistake in mistakes}}


def kinds(built):
    """What was told and where, but for the words; of conf.py the file is enough."""
    return sorted((told.file, told.line if told.file != "conf.py" else 0, told.type) for told in built.told)


def expected(mistakes):
    return sorted((mistake.file, mistake.line, f"synthkit.{mistake.code}") for mistake in mistakes)


def missing_words(mistake, told, language):
    """What the warning should say and doesn't, or says in another language."""
    wanted = [*mistake.says, *([NEAREST[language].format(mistake.nearest)] if mistake.nearest else [])]
    return [words for words in wanted if words not in told.text] + [
        words for words in FOREIGN[language] if words in told.text
    ]


@each(ALL)
def test_a_mistake_is_told_once_where_it_stands_with_what_to_do(book, mistake):
    built = book(sources(mistake), **{**QUICK, **mistake.conf}).build("dummy")
    assert kinds(built) == [(mistake.file, mistake.line, f"synthkit.{mistake.code}")]
    assert missing_words(mistake, built.told[0], "fr") == []


@each(ALL)
def test_a_mistake_is_told_in_english_in_an_english_book(english, book, mistake):
    built = english if mistake.page else book(SOUND, language="en", **mistake.conf).build("dummy")
    found = [told for told in built.told if told.file == mistake.file]
    assert [told.type for told in found] == [f"synthkit.{mistake.code}"]
    assert missing_words(mistake, found[0], "en") == []


def test_a_sound_book_is_told_nothing(book):
    assert book(SOUND).build("dummy").warnings == ""


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    """Every mistake of a page in one English book."""
    made = Book(tmp_path_factory.mktemp("english"), {**QUICK, "language": "en"})
    return made.write(together([*RECORDS, *LINKS])).build("dummy")


@pytest.fixture(scope="module")
def all_wrong(tmp_path_factory):
    """A book with every mistake a page can have: built, edited elsewhere, built again, built untouched."""
    made = Book(tmp_path_factory.mktemp("wrong"), {**QUICK}).write(together([*RECORDS, *LINKS]))
    first = made.build("text")
    made.write({"essai.md": SOUND["essai.md"] + "\nUn mot de plus.\n"})
    return first, made.build("text"), made.build("text")


def test_several_mistakes_at_once_are_all_told(all_wrong):
    assert kinds(all_wrong[0]) == expected([*RECORDS, *LINKS])


def test_a_book_full_of_mistakes_is_still_written(book):
    built = book(together([*RECORDS, *LINKS]), **QUICK).build()
    assert "Du texte." in built.page("zz-view-event").text
    assert (built.outdir / "synthkit.json").is_file()


def told_again(first, second, mistakes):
    """What the first build told of these mistakes, and the second didn't."""
    files = {mistake.file for mistake in mistakes}
    return [told for told in kinds(first) if told[0] in files and told not in kinds(second)]


def test_mistakes_in_records_are_told_again_when_another_page_was_edited(all_wrong):
    assert told_again(all_wrong[0], all_wrong[1], RECORDS) == []


def test_mistakes_in_views_are_told_again_when_another_page_was_edited(all_wrong):
    # those in roles are told, as Sphinx tells all links, when their page is written
    assert told_again(all_wrong[0], all_wrong[1], VIEWS) == []


def test_mistakes_in_records_are_told_again_when_nothing_was_edited(all_wrong):
    """Else a second ``make html -W`` passes over a source that is still wrong."""
    assert told_again(all_wrong[0], all_wrong[2], RECORDS) == []


def test_a_mended_mistake_is_told_no_more(book):
    made = book({**SOUND, "faute.md": Myst.heading("Page") + "\n:::{chapter} c-un\n:authors: luc-marten\n:::\n"})
    assert len(made.build("dummy").told) == 1
    made.write({"faute.md": Myst.heading("Page") + "\n:::{chapter} c-un\n:authors: luc-martin\n:::\n"})
    assert made.build("dummy").warnings == ""


def test_a_mistake_mended_in_another_file_is_told_no_more(book):
    """The name that nobody had gets its record elsewhere: the page that names it isn't read again."""
    made = book({**SOUND, "page.md": "# Page\n\n:::{chapter} c-un\n:authors: Basile Onfray\n:::\n"})
    assert [told.type for told in made.build("dummy").told] == ["synthkit.unknown_speaker"]
    made.write({"essai.md": SOUND["essai.md"] + "\n:::{speaker} onfray\n:given: Basile\n:family: Onfray\n:::\n"})
    assert made.build("dummy").warnings == ""


def test_one_kind_can_be_silenced(book):
    wrong = together([mistake for mistake in RECORDS if mistake.name in ("speaker", "moderator", "url")])
    built = book(wrong, suppress_warnings=["synthkit.unknown_speaker"]).build("dummy")
    assert [told.type for told in built.told] == ["synthkit.invalid_url"]


def test_all_kinds_can_be_silenced(book):
    wrong = together([*RECORDS, *LINKS])
    assert book(wrong, suppress_warnings=["synthkit"]).build("dummy").warnings == ""


@pytest.mark.parametrize("mistake", [RECORDS[0], LINKS[0], SETTINGS[0]], ids=["record", "link", "setting"])
def test_a_strict_build_fails_on_a_mistake(book, mistake):
    assert book(sources(mistake), **{**QUICK, **mistake.conf}).build("dummy", strict=True).statuscode == 1


def test_a_strict_build_of_a_sound_book_passes(book):
    assert book(SOUND).build("dummy", strict=True).statuscode == 0


def test_the_same_mistake_in_two_pages_is_told_for_each(book):
    page = "# Page\n\n:::{{chapter}} c-{0}\n:authors: luc-marten\n:::\n"
    built = book({**SOUND, "un.md": page.format("un"), "deux.md": page.format("deux")}).build("dummy")
    assert [(told.file, told.line) for told in built.told] == [("deux.md", 3), ("un.md", 3)]


def test_one_page_with_two_mistakes_in_one_record_is_told_both(book):
    page = "# Page\n\n:::{session} s-un\n:event: veillee-2024\n:speakers: luc-martin\n:start: x\n:end: y\n:::\n"
    built = book({**SOUND, "un.md": page}).build("dummy")
    assert [told.type for told in built.told] == ["synthkit.invalid_time"] * 2


def test_two_records_of_one_id_in_one_file_are_one_mistake(book):
    page = "# Page\n\n:::{chapter} c-un\n:::\n\n## Suite\n\n:::{chapter} c-un\n:::\n"
    built = book({**SOUND, "un.md": page}).build()
    assert [(told.file, told.line, told.type) for told in built.told] == [("un.md", 8, "synthkit.duplicate_id")]
    assert built.page("un").ids.count("c-un") == 1


def test_the_first_of_two_records_of_one_id_stands(book):
    page = "# Un autre essai\n\n:::{chapter} essai-fil\n:::\n"
    built = book({**SOUND, "zz.md": page, "yy.md": "# Page\n\nVoir {chapter}`essai-fil`.\n"}).build()
    assert built.page("yy").links["Essai"] == "essai.html#essai-fil"
    assert "title = {Essai}" in built.text("cite/essai-fil.bib")


def test_a_mistake_in_a_role_points_to_the_line_of_its_paragraph(book):
    page = "# Page\n\nUne ligne.\n\n- un point\n- Voir {session}`naceri2024larder`.\n"
    (told,) = book({**SOUND, "un.md": page}).build("dummy").told
    assert (told.file, told.line) == ("un.md", 6)


def test_the_line_of_a_mistake_in_restructuredtext_is_right_too(book):
    directive = Rest.directive("session", "s-un", event="veilee-2024", speakers="luc-martin", kind="tolk")
    page = f"Page\n====\n\nDu texte.\n\n{directive}"
    built = book({**SOUND, "un.rst": page}).build("dummy")
    assert {(told.file, told.line) for told in built.told} == {("un.rst", 6)}
    assert len(built.told) == 2


def test_a_mistake_in_an_included_file_is_told(book):
    page = "# Page\n\n```{include} _morceau.md\n```\n"
    piece = "\n\n:::{session} s-un\n:event: veilee-2024\n:speakers: luc-martin\n:::\n"
    built = book({**SOUND, "un.md": page, "_morceau.md": "Texte." + piece}, exclude_patterns=["_*"]).build("dummy")
    assert [told.type for told in built.told] == ["synthkit.unknown_event"]


def test_an_event_of_several_days_wants_the_day_of_a_timed_session(book):
    page = """
# Page

:::{event} rencontres-2024
:date: 2024-06-01/2024-06-02
:::

:::{session} s-un
:event: rencontres-2024
:title: Sans jour
:kind: break
:start: 9:00
:::
"""
    (told,) = book({**SOUND, "un.md": page}).build("dummy").told
    assert (told.line, told.type) == (7, "synthkit.missing_option")
    assert "2024-06-01/2024-06-02" in told.text


def test_two_sessions_below_one_heading_have_not_both_its_title(book):
    talk = ":::{{session}} s-{0}\n:event: veillee-2024\n:speakers: luc-martin\n:::\n\n"
    built = book({**SOUND, "un.md": "# Page\n\n" + talk.format("un") + talk.format("deux")}).build("dummy")
    assert [(told.file, told.line, told.type) for told in built.told] == [("un.md", 8, "synthkit.missing_title")]


def test_two_sessions_at_once_in_two_rooms_are_no_mistake(book):
    page = (
        "# Page\n\n:::{session} s-un\n:event: veillee-2024\n:speakers: luc-martin\n"
        ":start: 14:00\n:end: 15:00\n:room: Grange\n:::\n"
    )
    assert book({**SOUND, "un.md": page}).build("dummy").warnings == ""


def test_a_citation_in_an_included_file_is_told_there(book):
    page = "# Page\n\n```{include} _morceau.md\n```\n"
    piece = "Texte.\n\nUn renvoi {cite:p}`personne2024`.\n"
    built = book({**SOUND, "un.md": page, "_morceau.md": piece}, exclude_patterns=["_*"]).build("dummy")
    assert [(told.file, told.line, told.type) for told in built.told] == [
        ("_morceau.md", 3, "synthkit.unknown_reference")
    ]


def test_the_tag_at_fault_is_named_not_the_first_of_its_paragraph(book):
    page = "# Page\n\nUn <b>mot</b>, et <script>zut()</script> encore.\n"
    (told,) = book({**SOUND, "un.md": page}).build("dummy").told
    assert (told.file, told.line, told.type) == ("un.md", 3, "synthkit.raw_html")
    assert "<script>" in told.text
    assert "<b>" not in told.text
