"""``synthkit new`` without a terminal: the right file, the right place, nothing overwritten."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from unit.editor.scaffold.small import EVENT, FILES, make, new, read, snapshot

TALK = ("session", "--event", EVENT, "--title", "Souffler à la canne", "--speakers", "lise-azema")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make(tmp_path / "book")


def changed(before: dict[str, bytes], folder: Path) -> list[str]:
    """The files that are new or not what they were."""
    after = snapshot(folder)
    assert set(before) <= set(after)
    return sorted(name for name in after if before.get(name) != after[name])


def test_a_session_gets_its_page_and_its_line_in_the_order_of_the_day(book: Path) -> None:
    before = snapshot(book)
    assert new(book, *TALK, "--start", "11h", "--end", "12:30", "--keywords", "canne, souffle") == 0
    assert changed(before, book) == ["actes/azema.md", "actes/index.md"]
    assert (
        (book / "actes/azema.md")
        .read_text(encoding="utf-8")
        .startswith(
            "# Souffler à la canne\n\n:::{session} azema2025souffler\n:event: journee-verre-2025\n:kind: talk\n"
            ":speakers: lise-azema\n:start: 11:00\n:end: 12:30\n:keywords: canne, souffle\n:::\n"
        )
    )
    assert "\nfondre\nazema\nConclusion du jour" in (book / "actes/index.md").read_text(encoding="utf-8")


def test_what_was_written_and_what_comes_next_is_said_in_the_language_of_the_book(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book)
    assert new(book, *TALK) == 0
    told = capsys.readouterr().out
    assert "Écrit : actes/azema.md\nComplété : actes/index.md:15\n" in told
    assert "Ensuite :\n  1. poursuivre dans actes/azema.md\n" in told


def test_the_id_proposed_is_free_another_word_of_the_title_serves_before_a_number(book: Path) -> None:
    assert [new(book, *TALK) for _ in range(3)] == [0, 0, 0]
    ids = {session.id for session in read(book).catalogue.sessions}
    assert {"azema2025souffler", "azema2025canne", "azema2025"} <= ids


@pytest.mark.parametrize("id_", ["roux2025fondre", "ROUX2025fondre", "verrier1999souffle", "le-verre-2025", "a b", "é"])
def test_an_id_that_is_taken_or_none_is_refused(book: Path, id_: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = snapshot(book)
    assert new(book, *TALK, "--id", id_) == 1
    assert f"« {id_} »" in capsys.readouterr().err
    assert changed(before, book) == []


def test_all_that_is_missing_is_told_at_once(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(book, "session", "--start", "25:00") == 1
    told = capsys.readouterr().err
    assert [word for word in ("--title", "--speakers", "25:00") if word not in told] == []
    assert "--event" not in told  # there is only one


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--event", "nulle-part"), "nulle-part"),
        (("--kind", "fete"), "fete"),
        (("--start", "11:00", "--end", "10:00"), "finirait à 10:00"),
        (("--speakers", "1234"), "1234"),
        (("--folder", "../ailleurs"), "../ailleurs"),
        (("--date", "2025-04-02"), "--date"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    book: Path, arguments: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(book)
    assert new(book, *TALK, *arguments) == 1
    assert says in capsys.readouterr().err
    assert changed(before, book) == []


@pytest.mark.parametrize(
    ("option", "given", "written"),
    [
        ("start", "1:30 pm", ":start: 13:30\n"),
        ("start", "13h30", ":start: 13:30\n"),
        ("kind", "Lightning talk", "lightning-talk"),
    ],
)
def test_an_answer_that_means_one_thing_is_taken(book: Path, option: str, given: str, written: str) -> None:
    assert new(book, *TALK, f"--{option}", given) == 0
    assert any(written in path.read_text(encoding="utf-8") for path in (book / "actes").glob("*.md"))


def test_nothing_is_ever_overwritten(book: Path) -> None:
    for name in ("azema.md", "azema2025souffler.md", "azema-2.rst"):
        (book / "actes" / name).write_text("à moi", encoding="utf-8")
    before = snapshot(book)
    assert new(book, *TALK) == 0
    assert changed(before, book) == ["actes/azema-3.md", "actes/index.md"]


def test_a_pause_stands_on_the_page_of_the_programme(book: Path) -> None:
    before = snapshot(book)
    assert new(book, "session", "--kind", "break", "--title", "Déjeuner", "--start", "12:30", "--end", "14:00") == 0
    assert changed(before, book) == ["actes/programme.md"]
    assert (
        (book / "actes/programme.md")
        .read_text(encoding="utf-8")
        .endswith(
            ":end: 10:45\n:::\n\n:::{session} dejeuner\n:event: journee-verre-2025\n:kind: break\n:title: Déjeuner\n"
            ":start: 12:30\n:end: 14:00\n:::\n"
        )
    )


def test_a_pause_of_an_event_nobody_shows_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = make(tmp_path, {**FILES, "actes/programme.md": "# Programme\n"})
    assert new(book, "session", "--kind", "break", "--title", "Déjeuner") == 1
    assert "programme" in capsys.readouterr().err


def test_somebody_nobody_knows_is_said_with_the_command_that_makes_a_record(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book)
    assert new(book, "session", "--title", "Tailler", "--speakers", "Maria d’Alcamo (Halle), paul-roux") == 0
    assert "synthkit new speaker --given Maria --particle 'd’' --family Alcamo\n" in capsys.readouterr().out
    assert (book / "actes/d-alcamo-roux.md").exists()


def test_commands_are_told_as_the_folder_calls_them(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book.parent)
    Path("run.py").touch()
    assert new(book, "session", "--title", "Tailler", "--speakers", "Maria") == 0
    told = capsys.readouterr().out
    assert "python3 run.py new -- speaker --literal Maria\n" in told
    assert "python3 run.py preview\n" in told


def test_a_session_may_end_behind_midnight(book: Path) -> None:
    assert new(book, *TALK, "--start", "23:00", "--end", "0:30", "--pages", "12–24") == 0
    text = "".join(path.read_text(encoding="utf-8") for path in book.rglob("*.md"))
    assert ":start: 23:00\n:end: 00:30\n" in text
    assert ":pages: 12–24\n" in text


def test_what_a_build_will_say_of_the_new_session_is_said_now(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(book, *TALK, "--start", "9:00", "--end", "9:20") == 0
    assert "Attention : " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("family", "order"),
    [("Abel", [2, 0, 1]), ("Élie", [0, 2, 1]), ("Zola", [0, 1, 2])],
)
def test_a_person_stands_among_the_others_by_family_name(book: Path, family: str, order: list[int]) -> None:
    assert new(book, "speaker", "--given", "Ève", "--family", family) == 0
    text = (book / "actes/gens.md").read_text(encoding="utf-8")
    names = ["{speaker} lise-azema", "{speaker} paul-roux", "{speaker} eve-"]
    assert sorted(range(3), key=lambda number: text.index(names[number])) == order
    assert ":::\n:::" not in text
    assert "\n\n\n" not in text


def test_the_first_person_of_a_book_gets_a_page(tmp_path: Path) -> None:
    book = make(tmp_path, {**FILES, "actes/gens.md": "# Les gens\n"})
    assert new(book, "speaker", "--literal", "Œuvre & Cie") == 0
    assert ":::{speaker} oeuvre-cie\n:literal: Œuvre & Cie\n:::" in (book / "actes/les-intervenants.md").read_text(
        encoding="utf-8"
    )
    assert "gens\nles-intervenants\n" in (book / "actes/index.md").read_text(encoding="utf-8")


def test_a_page_that_lists_people_takes_the_first(tmp_path: Path) -> None:
    book = make(tmp_path, {**FILES, "actes/gens.md": "# Les gens\n\n```{speakers}\n```\n"})
    assert new(book, "speaker", "--given", "Ève", "--family", "Élie") == 0
    text = (book / "actes/gens.md").read_text(encoding="utf-8")
    assert text.endswith("```\n\n:::{speaker} eve-elie\n:given: Ève\n:family: Élie\n:::\n")


@pytest.mark.parametrize(
    "arguments",
    [("--family", "123"), ("--family", "Élie", "--orcid", "0000-0002-1825-0098"), ("--given", "Ève")],
)
def test_a_person_who_cannot_be_is_refused(book: Path, arguments: tuple[str, ...]) -> None:
    before = snapshot(book)
    assert new(book, "speaker", *arguments) == 1
    assert changed(before, book) == []


def test_a_chapter_opens_an_empty_table_of_contents(book: Path) -> None:
    assert new(book, "chapter", "--title", "De la silice", "--folder", "essais", "--authors", "lise-azema") == 0
    assert ":::{chapter} de-la-silice\n:authors: lise-azema\n:::" in (book / "essais/de-la-silice.md").read_text()
    assert (book / "essais/index.md").read_text() == "# Essais\n\n:::{toctree}\n:maxdepth: 1\nde-la-silice\n:::\n"


def test_an_event_gets_a_folder_behind_the_other_events(book: Path) -> None:
    assert new(book, "event", "--title", "Le grès ?", "--date", "2026-05-05/2026-05-06", "--city", "Dour") == 0
    text = (book / "le-gres/index.md").read_text(encoding="utf-8")
    assert ":::{event} le-gres-2026\n:kind: colloquium\n:date: 2026-05-05/2026-05-06\n:timezone: Europe/Paris\n" in text
    assert ":proceedings-title: Le grès ? Actes\n" in text
    assert "actes/index\nle-gres/index\nessais/index\n" in (book / "index.md").read_text(encoding="utf-8")


def test_sessions_of_a_new_event_stand_in_its_folder_and_need_a_day_where_it_takes_two(book: Path) -> None:
    new(book, "event", "--title", "Le grès", "--date", "2026-05-05/2026-05-06")
    session = ("session", "--event", "le-gres-2026", "--title", "Cuire", "--speakers", "paul-roux")
    assert new(book, *session, "--date", "2026-05-06", "--start", "9:00") == 0
    assert ":date: 2026-05-06\n" in (book / "le-gres/roux.md").read_text(encoding="utf-8")
    assert (book / "le-gres/index.md").read_text(encoding="utf-8").endswith(":maxdepth: 1\nroux\n:::\n")


def test_a_book_in_restructuredtext_gets_restructuredtext(tmp_path: Path) -> None:
    book = make(tmp_path, {"conf.py": FILES["conf.py"], "index.rst": "Livre\n=====\n\n.. toctree::\n\n   un\n"})
    assert new(book, "chapter", "--title", "Deux") == 0
    assert (book / "deux.rst").read_text().startswith("Deux\n====\n\n.. chapter:: deux\n\n")
    assert (book / "index.rst").read_text() == "Livre\n=====\n\n.. toctree::\n\n   un\n   deux\n"


def test_a_page_is_written_in_the_markup_that_is_asked_for(book: Path) -> None:
    assert new(book, "chapter", "--title", "Deux", "--format", "rst") == 0
    assert (book / "deux.rst").exists()


def test_a_changed_file_keeps_its_rights_and_its_line_ends(book: Path) -> None:
    index = book / "actes/index.md"
    index.write_bytes(index.read_bytes().replace(b"\n", b"\r\n"))
    index.chmod(0o640)
    assert new(book, *TALK) == 0
    assert b"\r\nazema\r\n" in index.read_bytes()
    assert b"\n" not in index.read_bytes().replace(b"\r\n", b"")
    assert stat.S_IMODE(index.stat().st_mode) == 0o640
    assert not list(book.rglob(".*"))


def test_without_a_book_one_line_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert new(tmp_path, "chapter", "--title", "Deux") == 1
    told = capsys.readouterr().err
    assert "n’a pas de conf.py" in told
    assert told.count("\n") == 1
