"""A proposal as a forge checks and builds it: ``python benchmarks/proposal.py SESSIONS`` prints seconds of CPU.

An invented book is cloned, checked and built as for a first proposal; then a chapter gets a sentence, and a new clone
gets what the build before kept (``build/.work``, the user's cache), as the workflows of a book hand it on; at last the
same once more with nothing kept, whose results have to be the same.
"""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import generated

COMMANDS = {
    "check": ("check", "--strict"),
    "website, EPUB and PDF": ("build", "--only", "html", "--only", "epub", "--only", "pdf"),
}
_LIMIT = "3600"


def main(sessions: int) -> None:
    """Run all of it in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        origin, kept = Path(folder, "origin"), Path(folder, "kept")
        generated.write(origin / "book", sessions)
        (origin / "pyproject.toml").touch()
        for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "The book")):
            _git(origin, *arguments)
        first = _measured("nothing kept", origin, Path(folder, "clone"), kept)
        shutil.copytree(first / ".work", kept / "work")
        chapter = max((origin / "book").glob("*/*.md"))
        chapter.write_text(f"{chapter.read_text(encoding='utf-8')}\nUne phrase de plus.\n", encoding="utf-8")
        _git(origin, "commit", "-q", "-a", "-m", "A sentence")
        second = _measured("kept by the build before", origin, Path(folder, "clone"), kept).rename(
            Path(folder, "built")
        )
        third = _measured("nothing kept, once more", origin, Path(folder, "clone"), Path(folder, "empty"))
        for edition in ("html", "epub", "pdf"):
            _equal(filecmp.dircmp(second / edition, third / edition))


def _measured(name: str, origin: Path, clone: Path, cache: Path) -> Path:
    """Check and build in a new clone; the folder of the results."""
    shutil.rmtree(clone, ignore_errors=True)
    _git(origin.parent, "clone", "-q", str(origin), str(clone))
    if (cache / "work").is_dir():
        shutil.copytree(cache / "work", clone / "build/.work")
    for title, arguments in COMMANDS.items():
        measured = Path(__file__).with_name("measured.py")
        command = [sys.executable, str(measured), _LIMIT, os.devnull, sys.executable, "-m", "synthkit", *arguments]
        environment = {**os.environ, "CI": "true", "XDG_CACHE_HOME": str(cache)}
        printed = subprocess.run(command, cwd=clone, env=environment, check=True, capture_output=True).stdout
        found = json.loads(printed)
        print(f"{name}: {title}: {found['cpu']:.1f} s, {found['status']}", flush=True)
    return clone / "build"


def _equal(folders: filecmp.dircmp[str]) -> None:
    different = [*folders.left_only, *folders.right_only, *folders.diff_files, *folders.funny_files]
    if different:
        raise SystemExit(f"{folders.left} and {folders.right} differ: {different}")
    for below in folders.subdirs.values():
        _equal(below)


def _git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Atelier", "-c", "user.email=atelier@exemple.fr")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
