"""Every page of the website before the Nu HTML checker: the real book's, and those of the one that uses everything."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PROJECT, need, npm

NU = "vnu-jar@26"
JAVA_INSTALL = "sudo apt install default-jre-headless"


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of the book that uses everything."""
    out = tmp_path_factory.mktemp("everything")
    source = PROJECT / "tests" / "books" / "everything"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", "-d", out / "doctrees", source, out / "html"]
    subprocess.run(command, check=True)
    return out / "html"


@pytest.fixture(scope="session")
def nu(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checker's jar."""
    need("java", JAVA_INSTALL)
    return npm(tmp_path_factory.mktemp("nu"), NU) / "vnu-jar" / "build" / "dist" / "vnu.jar"


def pages(html: Path) -> list[Path]:
    """The pages of a website; what lies in _static is no page."""
    found = sorted(path for path in html.rglob("*.html") if "_static" not in path.parts)
    assert len(found) > 10
    return found


def errors(nu: Path, files: list[Path]) -> list[tuple[str, str, str]]:
    """What the checker calls an error: the page, what is wrong, what stands there."""
    command = ["java", "-Xss8m", "-jar", nu, "--errors-only", "--exit-zero-always", "--stdout", "--format", "json"]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=True)
    return [
        (message.get("url", "").rpartition("/html/")[2], message["message"], message.get("extract", ""))
        for message in json.loads(done.stdout)["messages"]
    ]


def test_no_page_has_an_error(nu: Path, built: Path, everything: Path) -> None:
    assert errors(nu, [*pages(built / "html"), *pages(everything)]) == []


def test_the_checker_finds_what_is_wrong(nu: Path, everything: Path, tmp_path: Path) -> None:
    """That silence means something: two elements of one id."""
    spoiled = tmp_path / "index.html"
    shutil.copy(everything / "index.html", spoiled)
    text = spoiled.read_text(encoding="utf-8")
    spoiled.write_text(text.replace("</article>", '<p id="x">a</p><p id="x">b</p></article>'), encoding="utf-8")
    assert [told for _, told, _ in errors(nu, [spoiled])] == ["Duplicate ID “x”."]
