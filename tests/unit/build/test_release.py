"""A release has each edition and the library under the version's number, and checksums that hold."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from synthkit.build.release import ReleaseError, gather
from synthkit.cli import main
from synthkit.model import serialization
from unit.invented import PUBLICATION, catalogue


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """What a build of version 2.1 leaves, as far as a release reads it."""
    files = {
        "html/index.html": "<p>Les horloges</p>",
        "html/actes/œuvre.html": "<p>Œuvre</p>",
        "html/synthkit.json": serialization.dump(catalogue(publication=replace(PUBLICATION, version="2.1"))),
        "html/CITATION.cff": "cff-version: 1.2.0\n",
        "html/cite/library.bib": "@book{horloges}\n",
        "html/cite/library.ris": "TY  - BOOK\r\n",
        "html/cite/library.json": "[]\n",
        "html/cite/library.mods.xml": "<modsCollection/>\n",
        "epub/horloges.epub": "epub",
        "pdf/horloges.pdf": "pdf",
    }
    for path, text in files.items():
        file = tmp_path / "build" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return tmp_path / "build"


def test_a_release_has_every_edition_and_the_library_under_its_number(results: Path) -> None:
    made = gather(results, results / "release", "v2.1")
    assert [path.name for path in made] == [
        "horloges-2.1.epub",
        "horloges-2.1.pdf",
        "horloges-2.1-library.bib",
        "horloges-2.1-library.ris",
        "horloges-2.1-library.json",
        "horloges-2.1-library.mods.xml",
        "horloges-2.1-synthkit.json",
        "horloges-2.1-CITATION.cff",
        "horloges-2.1-html.zip",
        "SHA256SUMS",
    ]
    assert (results / "release" / "horloges-2.1-library.ris").read_bytes() == b"TY  - BOOK\r\n"


def test_the_checksums_are_those_of_the_files(results: Path) -> None:
    *files, sums = gather(results, results / "release")
    lines = dict(reversed(line.split("  ")) for line in sums.read_text(encoding="utf-8").splitlines())
    assert lines == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_website_comes_whole_and_the_same_each_time(results: Path) -> None:
    (first,) = [path for path in gather(results, results / "a") if path.suffix == ".zip"]
    (results / "html" / "index.html").touch()
    (second,) = [path for path in gather(results, results / "b") if path.suffix == ".zip"]
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert archive.read("actes/œuvre.html").decode() == "<p>Œuvre</p>"


def test_a_release_holds_nothing_of_the_one_before(results: Path) -> None:
    (results / "release").mkdir()
    (results / "release" / "horloges-2.0.epub").write_text("old", encoding="utf-8")
    assert "horloges-2.0.epub" not in {path.name for path in gather(results, results / "release")}
    assert not (results / "release" / "horloges-2.0.epub").exists()


def test_a_tag_that_is_not_the_version_is_refused_before_anything_is_written(results: Path) -> None:
    with pytest.raises(ReleaseError, match=r"the tag is 'v2\.0'.*expected: 'v2\.1'"):
        gather(results, results / "release", "v2.0")
    assert not (results / "release").exists()


@pytest.mark.parametrize("version", ["", "../2", "2/1", " "])
def test_a_version_that_can_name_no_file_is_refused(results: Path, version: str) -> None:
    text = serialization.dump(catalogue(publication=replace(PUBLICATION, version=version)))
    (results / "html" / "synthkit.json").write_text(text, encoding="utf-8")
    with pytest.raises(ReleaseError, match="can't name a release"):
        gather(results, results / "release")


@pytest.mark.parametrize(
    "missing", ["html/synthkit.json", "epub/horloges.epub", "pdf/horloges.pdf", "html/cite/library.ris"]
)
def test_an_edition_that_was_not_built_is_named(
    results: Path, missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (results / missing).unlink()
    assert main(["release", str(results)]) == 1
    told = capsys.readouterr().err
    assert Path(missing).suffix in told
    assert "build" in told
    assert told.count("\n") == 1


def test_the_command_says_what_it_made(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["release", str(results), "--tag", "v2.1"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("release/SHA256SUMS")
