"""``synthkit init``: a whole publication in an empty folder, or nothing at all."""

from __future__ import annotations

import json
import re
import runpy
import stat
from pathlib import Path

import pytest

from synthkit import __version__
from synthkit.cli import COMMANDS, main
from synthkit.editor.scaffold.project import Book
from synthkit.editor.scaffold.publication import NAMES, is_published, licence_url, requirement_of
from unit.editor.scaffold.small import snapshot

ROOT = Path(__file__).resolve().parents[4]
HOSTILE = 'Le verre : "art" \\ {x} *y* # 1 </script> `z` \'"""'


def init(folder: Path, **given: str) -> int:
    """``synthkit init``, asking nobody."""
    answers = {"language": "fr", "title": "Le verre au travail", "publisher": "Société du verre", **given}
    return main(["init", str(folder), "--yes", *(f"--{name}={value}" for name, value in answers.items())])


def conf(folder: Path) -> dict[str, object]:
    """What the new conf.py states."""
    return runpy.run_path(str(folder / "book" / "conf.py"))


def test_what_was_answered_is_what_the_book_states(tmp_path: Path) -> None:
    assert init(tmp_path, event="Que fait le verre ?", date="2027-03-04", editors="Duval, Zoé; Atelier du Fil") == 0
    stated = conf(tmp_path)
    assert (stated["project"], stated["language"]) == ("Le verre au travail", "fr")
    publication = stated["synthkit_publication"]
    assert isinstance(publication, dict)
    assert publication["id"] == "le-verre-au-travail-2027"
    assert publication["editors"] == [{"family": "Duval", "given": "Zoé"}, "Atelier du Fil"]
    assert publication["licence_url"] == "https://creativecommons.org/licenses/by/4.0/deed.fr"
    assert "place" not in publication
    (event,) = Book(tmp_path / "book").catalogue.events
    assert (event.id, event.title) == ("que-fait-le-verre-2027", "Que fait le verre ?")


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ({"title": "PyConFR 2025"}, ("pyconfr-2025", "colloquium-pyconfr-2025")),
        ({"title": "PyConFR 2025", "date": "2025-10-30/2025-11-02"}, ("pyconfr-2025", "colloquium-pyconfr-2025")),
        ({"title": "2025, l’odyssée", "event": "Rencontres 2024"}, ("id-2025-l-odyssee", "rencontres-2024")),
        (
            {"title": "Le verre", "event": "Journées du verre", "date": "2027-03-04"},
            ("le-verre-2027", "journees-du-verre-2027"),
        ),
    ],
)
def test_a_year_that_a_title_names_is_not_named_again(
    tmp_path: Path, given: dict[str, str], ids: tuple[str, str]
) -> None:
    assert init(tmp_path, **given) == 0
    book = Book(tmp_path / "book")
    assert (book.publication_id, book.catalogue.events[0].id) == ids


def test_when_and_where_stand_in_one_file_and_the_publisher_has_a_city_of_its_own(tmp_path: Path) -> None:
    facts = {"date": "2027-03-04", "venue": "Halle du four", "city": "Lodève"}
    assert init(tmp_path, place="Sète", **facts) == 0
    publication = conf(tmp_path)["synthkit_publication"]
    assert isinstance(publication, dict)
    assert publication["place"] == "Sète"
    texts = {name: content.decode() for name, content in snapshot(tmp_path).items()}
    for said in ("Halle du four", "Lodève", "2027-03-04", "4 mars"):
        assert [name for name, text in texts.items() if said in text] in (["book/colloque/index.md"], [])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_hostile_answers_are_text_in_every_file(tmp_path: Path, language: str) -> None:
    given = dict.fromkeys(("title", "event", "city", "venue", "publisher", "editors"), HOSTILE)
    assert init(tmp_path, language=language, **given) == 0
    stated = conf(tmp_path)
    assert (stated["project"], stated["author"]) == (HOSTILE, HOSTILE)
    assert Book(tmp_path / "book").catalogue.events[0].title == HOSTILE


def test_the_book_and_its_colloquium_have_two_ids(tmp_path: Path) -> None:
    """The name of a colloquium is often the title of its book."""
    assert init(tmp_path, date="2027-03-04") == 0
    book = Book(tmp_path / "book")
    assert book.publication_id != book.catalogue.events[0].id


def test_the_first_session_stands_before_the_people(tmp_path: Path) -> None:
    assert init(tmp_path) == 0
    book = str(tmp_path / "book")
    assert main(["new", "session", "--title", "Fondre", "--speakers", "Ève Élie", "--yes", "--book", book]) == 0
    assert "\nelie\nles-intervenants\n" in (tmp_path / "book/colloque/index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nobody_is_invented_and_nothing_is_left_to_fill_in(tmp_path: Path, language: str) -> None:
    assert init(tmp_path, language=language) == 0
    catalogue = Book(tmp_path / "book").catalogue
    assert (catalogue.persons, catalogue.sessions, catalogue.chapters) == ((), (), ())
    for name, content in snapshot(tmp_path).items():
        text = content.decode()
        assert "TODO" not in text, name
        if not name.startswith((".github/workflows", ".ci")):
            assert "{{" not in text, name


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_programme_to_run_may_be_run(tmp_path: Path, language: str) -> None:
    assert init(tmp_path, language=language) == 0
    runnable = {name for name in snapshot(tmp_path) if stat.S_IMODE((tmp_path / name).stat().st_mode) & 0o100}
    assert runnable == {".ci/publish-release", ".ci/run", ".ci/system-tools", "run.py"}


def test_a_folder_that_is_not_empty_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lettre.txt").write_text("à moi", encoding="utf-8")
    assert init(tmp_path) == 1
    assert "lettre.txt" in capsys.readouterr().err
    assert list(snapshot(tmp_path)) == ["lettre.txt"]


def test_a_fresh_clone_of_an_empty_repository_is_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert init(tmp_path) == 0


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"title": ""}, "--title"),
        ({"publisher": ""}, "--publisher"),
        ({"date": "4 mars"}, "4 mars"),
        ({"licence": "CC BY 9.0"}, "CC BY 9.0"),
        ({"id": "été 2027"}, "été 2027"),
        ({"timezone": "Mars/Olympus"}, "Mars/Olympus"),
        ({"language": "tlh"}, "tlh"),
    ],
)
def test_an_answer_that_is_missing_or_cannot_be_leaves_nothing(
    tmp_path: Path, given: dict[str, str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(tmp_path / "livre", **given) == 1
    assert says in capsys.readouterr().err
    assert not (tmp_path / "livre").exists()


def test_a_licence_is_known_by_its_spdx_id(tmp_path: Path) -> None:
    assert init(tmp_path, licence="cc-by-sa-4.0") == 0
    assert conf(tmp_path)["synthkit_publication"]["licence"] == "CC BY-SA 4.0"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_licence_says_where_its_text_is(tmp_path: Path, name: str, language: str) -> None:
    assert init(tmp_path, licence=name, language=language) == 0
    url = licence_url(name, language)
    assert url in (tmp_path / "book" / "LICENSE.md").read_text(encoding="utf-8")
    publication = conf(tmp_path)["synthkit_publication"]
    assert isinstance(publication, dict)
    assert publication.get("licence_url", "") == url


@pytest.mark.parametrize(
    ("direct_url", "line", "is_elsewhere"),
    [
        (None, f"synthkit[book,preview]>={__version__}", True),
        ({"url": "file:///zoe/sk", "dir_info": {"editable": True}}, "synthkit[book,preview] @ file:///zoe/sk", False),
        (
            {"url": "https://forge.example/synthkit", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "synthkit[book,preview] @ git+https://forge.example/synthkit@abc",
            True,
        ),
        (
            {"url": "https://a.example/s.whl", "archive_info": {}},
            "synthkit[book,preview] @ https://a.example/s.whl",
            True,
        ),
    ],
)
def test_synthkit_comes_from_where_it_was_installed_from(
    direct_url: dict[str, object] | None, line: str, is_elsewhere: bool
) -> None:
    found = requirement_of(json.dumps(direct_url) if direct_url else None)
    assert (found, is_published(found)) == (line, is_elsewhere)


def test_where_synthkit_comes_from_can_be_stated(tmp_path: Path) -> None:
    assert init(tmp_path, synthkit="synthkit[book]==0.1") == 0
    assert "\nsynthkit[book]==0.1\n" in (tmp_path / "requirements.txt").read_text(encoding="utf-8")


# -- one source for this repository and the next --------------------------------------------------------

SAME = ["run.py", ".ci/system-tools", ".ci/publish-release", ".github/dependabot.yml"]


def of_the_forge(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in (folder / ".github").rglob("*.yml")}


def test_a_new_publication_has_the_workflows_and_forms_of_this_one(tmp_path: Path) -> None:
    """The book of this repository uses nothing a new one can't: copy what changed here to the templates."""
    assert init(tmp_path, licence="CC BY 4.0") == 0
    assert of_the_forge(tmp_path) == of_the_forge(ROOT)
    differing = [
        name for name in (*SAME, *of_the_forge(ROOT)) if (tmp_path / name).read_bytes() != (ROOT / name).read_bytes()
    ]
    assert differing == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_forms_a_new_publication_names_are_there(tmp_path: Path, language: str) -> None:
    assert init(tmp_path, language=language) == 0
    repository = conf(tmp_path)["synthkit_repository"]
    assert isinstance(repository, dict)
    forms = repository["forms"]
    assert {form for form in forms.values() if not (tmp_path / ".github/ISSUE_TEMPLATE" / form).is_file()} == set()


def test_a_new_publication_states_no_setting_this_one_does_without(tmp_path: Path) -> None:
    assert init(tmp_path) == 0
    here = runpy.run_path(str(ROOT / "book" / "conf.py"))
    assert {name for name in conf(tmp_path) if name not in here} == set()


def test_every_command_of_the_new_noxfile_is_one_of_synthkit(tmp_path: Path) -> None:
    assert init(tmp_path) == 0
    noxfile = (tmp_path / "noxfile.py").read_text(encoding="utf-8")
    called = set(re.findall(r'_synthkit\(session, "(\w+)"', noxfile))
    assert called
    assert called <= set(COMMANDS)


def test_every_session_a_workflow_runs_is_one_of_the_new_noxfile(tmp_path: Path) -> None:
    assert init(tmp_path) == 0
    noxfile = (tmp_path / "noxfile.py").read_text(encoding="utf-8")
    files = [*(tmp_path / ".github").rglob("*.yml"), tmp_path / ".ci/run", tmp_path / "README.md"]
    called = {
        line.split("run.py ", 1)[1].split()[0].strip("`")
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if "run.py " in line
    }
    assert {"book", "check", "preview", "release", "new"} <= called
    # a word of Python's own is another function's name
    assert {name for name in called if f"def {name}(" not in noxfile and f'name="{name}"' not in noxfile} == set()
