"""Typical mistakes of editors (``tests/mistakes``): each is told where it stands, in French, with what mends it."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from books import Built

from synthkit.build.check import Finding, Report
from synthkit.editor.extension.check import check as check_book
from synthkit.sphinx import run

FOLDER = Path(__file__).parent.parent / "mistakes"
SOUND = FOLDER / "sound"
ENGLISH = re.compile(
    r"\b(?:the|expected|unknown|with|which|this|line|must|missing|invalid|error|warning|directive type|Traceback)\b"
)


@dataclass(frozen=True)
class Told:
    """What of a finding a mistake says beforehand."""

    file: str
    line: int
    code: str
    level: str


@dataclass(frozen=True)
class Mistake:
    """One folder of ``tests/mistakes``."""

    name: str

    @property
    def files(self) -> list[str]:
        """What is wrong and mended, seen from the book."""
        broken = FOLDER / self.name / "broken"
        return sorted(path.relative_to(broken).as_posix() for path in broken.rglob("*") if path.is_file())

    @property
    def is_page(self) -> bool:
        """Whether it is one page more, so that it can stand in a book with others."""
        return [Path(file).stem for file in self.files] == [self.name]

    @property
    def problems(self) -> list[dict[str, object]]:
        """What is expected to be told."""
        stated = tomllib.loads((FOLDER / self.name / "expected.toml").read_text(encoding="utf-8"))
        return list(stated["problem"])

    @property
    def expected(self) -> list[Told]:
        """The same, in the order of findings."""
        return sorted(
            (
                Told(
                    str(one.get("file", self.files[0])),
                    int(str(one["line"])),
                    str(one["code"]),
                    str(one.get("level", "error")),
                )
                for one in self.problems
            ),
            key=str,
        )


ALL = [Mistake(path.parent.name) for path in sorted(FOLDER.glob("*/expected.toml"))]
PAGES = [mistake for mistake in ALL if mistake.is_page]
OTHERS = [mistake for mistake in ALL if not mistake.is_page]


def each(mistakes: list[Mistake]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("mistake", mistakes, ids=lambda mistake: mistake.name)


def laid_out(root: Path, mistakes: list[Mistake], side: str) -> Path:
    """The sound book with one side of some mistakes upon it."""
    shutil.copytree(SOUND, root)
    for mistake in mistakes:
        shutil.copytree(FOLDER / mistake.name / side, root, dirs_exist_ok=True)
    return root


def checked(root: Path) -> Report:
    return check_book(root, root.parent / f"{root.name}-cache")


def told(report: Report, root: Path) -> list[tuple[Told, str]]:
    return sorted(((_told(one, root), one.message) for one in report.findings), key=str)


def _told(finding: Finding, root: Path) -> Told:
    return Told(finding.path.removeprefix(f"{root}/"), finding.line, finding.code, finding.level.value)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """Every mistake of a page in one book."""
    root = laid_out(tmp_path_factory.mktemp("broken") / "book", PAGES, "broken")
    return root, checked(root)


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """The same pages mended."""
    root = laid_out(tmp_path_factory.mktemp("mended") / "book", PAGES, "mended")
    return root, checked(root)


def assert_taught(mistake: Mistake, found: list[tuple[Told, str]]) -> None:
    """What is told is what was expected, in French, with the way out."""
    assert [one for one, _ in found] == mistake.expected
    messages = " ".join(message for _, message in found)
    assert [words for one in mistake.problems for words in one["says"] if words not in messages] == []
    plain = re.sub(r"« .*? »|\{.*?\}", "", messages)
    assert ENGLISH.findall(plain) == []


def test_there_are_as_many_mistakes_as_promised() -> None:
    assert len(ALL) >= 30
    assert {mistake.name[:2] for mistake in ALL} == {f"{number:02}" for number in range(1, len(ALL) + 1)}


def test_the_sound_book_has_no_problem(tmp_path: Path) -> None:
    assert checked(laid_out(tmp_path / "book", [], "broken")).findings == ()


@each(PAGES)
def test_a_mistake_in_a_page_is_told_with_its_remedy(mistake: Mistake, broken: tuple[Path, Report]) -> None:
    root, report = broken
    assert_taught(mistake, [one for one in told(report, root) if one[0].file == mistake.files[0]])


@each(PAGES)
def test_a_page_mended_as_the_message_says_has_no_problem(mistake: Mistake, mended: tuple[Path, Report]) -> None:
    root, report = mended
    assert [one for one in told(report, root) if one[0].file == mistake.files[0]] == []


def test_mistakes_in_pages_are_told_of_no_other_page(broken: tuple[Path, Report], mended: tuple[Path, Report]) -> None:
    files = {mistake.files[0] for mistake in PAGES}
    assert [one for root, report in (broken, mended) for one in told(report, root) if one[0].file not in files] == []


@each(OTHERS)
def test_a_mistake_in_the_settings_or_the_bibliography_is_told_with_its_remedy(
    mistake: Mistake, tmp_path: Path
) -> None:
    root = laid_out(tmp_path / "book", [mistake], "broken")
    assert_taught(mistake, told(checked(root), root))


@each(OTHERS)
def test_settings_and_bibliography_mended_as_the_message_says_have_no_problem(mistake: Mistake, tmp_path: Path) -> None:
    mended = [(FOLDER / mistake.name / "mended" / file, SOUND / file) for file in mistake.files]
    if any(not sound.is_file() or one.read_bytes() != sound.read_bytes() for one, sound in mended):
        # else it is the sound book again
        assert checked(laid_out(tmp_path / "book", [mistake], "mended")).findings == ()


def _warnings(text: str, root: Path) -> Iterator[tuple[str, int, str]]:
    built = Built(root, "", text, 0, root)
    for one in built.told:
        yield one.file, one.line, one.type


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_a_check_finds_all_a_build_tells(
    builder: str, broken: tuple[Path, Report], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root, report = broken
    run.main([builder, str(root), str(tmp_path / "out"), str(tmp_path / "doctrees"), "--strict"])
    printed = re.sub(r"\x1b\[[0-9;]*m", "", capfd.readouterr().err)
    built = {one for one in _warnings(printed, root) if one[0]}
    assert len(built) > 30
    found = {(one.file, one.line, one.code) for one, _ in told(report, root)}
    # an EPUB tells once more, of the whole page, that an image isn't there
    found |= {(file, 1, "synthkit.missing_file") for file, _, code in found if code == "image.not_readable"}
    assert built - found == set()


def test_a_second_check_finds_the_same(broken: tuple[Path, Report]) -> None:
    root, report = broken
    assert checked(root) == report


def test_a_file_that_was_missing_is_seen_once_it_is_there(tmp_path: Path) -> None:
    missing = [mistake for mistake in PAGES if mistake.name.endswith(("image-absente", "morceau-absent"))]
    root = laid_out(tmp_path / "book", missing, "broken")
    assert len(checked(root).findings) == 2
    (root / "ruet.png").write_bytes((root / "rouet.png").read_bytes())
    (root / "_morseau.md").write_text("Un morceau.\n", encoding="utf-8")
    assert checked(root).findings == ()
