"""The command killed with all it started, while TeX runs: the last editions stay, the next build mends the rest."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from real.conftest import need

PAGES = {
    "conf.py": "project = 'Le lin'\nauthor = 'Atelier du Fil'\nlanguage = 'fr'\n"
    "extensions = ['myst_parser', 'synthkit']\nmyst_enable_extensions = ['colon_fence']\n"
    "bibtex_bibfiles = ['references.bib']\nexclude_patterns = ['_build']\n"
    "synthkit_citation_style = 'apa'\n",
    "references.bib": "",
    "index.md": "# Le lin\n\n```{toctree}\nfiler\n```\n",
    "filer.md": "# Filer\n\n:::{chapter} filer-2023\n\nUn résumé.\n:::\n\nOn file la laine.\n",
}
CHANGED = PAGES["filer.md"].replace("# Filer", "# Filer encore")
#: Seconds until TeX is at work, on a machine that does other things too.
PATIENCE = 120


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".work" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def started(book: Path, out: Path) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-c", "import sys; from synthkit.cli import main; sys.exit(main())"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1929478400"}
    with (book.parent / "log").open("ab") as log:
        return subprocess.Popen(
            [*call, "build", str(book), str(out), "--lenient", "--pdf-engine", "lualatex"],
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def built(book: Path, out: Path) -> dict[str, bytes]:
    assert started(book, out).wait() == 0, (book.parent / "log").read_text(encoding="utf-8")
    return contents(out)


def is_with_tex(process: subprocess.Popen[bytes]) -> bool:
    listed = subprocess.run(["ps", "-eo", "pgid,comm"], capture_output=True, text=True, check=True).stdout
    rows = (line.split(None, 1) for line in listed.splitlines()[1:])
    return any(row[0] == str(process.pid) and "tex" in row[1] for row in rows)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_build_killed_while_tex_runs_spoils_nothing(tmp_path: Path) -> None:
    need("latexmk", "sudo apt install latexmk texlive-luatex")
    book, out = tmp_path / "book", tmp_path / "out"
    book.mkdir()
    for name, text in PAGES.items():
        (book / name).write_text(text, encoding="utf-8")
    good = built(book, out)
    shutil.copytree(out, tmp_path / "kept", symlinks=True)
    (book / "filer.md").write_text(CHANGED, encoding="utf-8")
    shutil.rmtree(out)
    clean = built(book, out)
    shutil.rmtree(out)
    shutil.copytree(tmp_path / "kept", out, symlinks=True)

    killed = started(book, out)
    end = time.monotonic() + PATIENCE
    while not is_with_tex(killed) and time.monotonic() < end:
        assert killed.poll() is None, "the build came to its end"
        time.sleep(0.05)
    os.killpg(killed.pid, signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    left = contents(out)
    assert left.keys() >= good.keys()
    assert [path for path, content in left.items() if content not in (good.get(path), clean.get(path))] == []
    volumes = [path for path in good if path.endswith(".pdf")]
    assert volumes
    assert [path for path in volumes if left[path] != good[path]] == []

    again = built(book, out)
    assert again.keys() == clean.keys()
    assert [path for path in clean if again[path] != clean[path]] == []
