"""What is run by hand and by CI alike. ``python3 run.py NAME`` sets up nox by itself."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.reuse_venv = "yes"
nox.options.default_venv_backend = "venv"
nox.options.sessions = ["book", "tests"]

#: The last that runs on Node 20.
LIGHTHOUSE = "lighthouse@12"
PROJECT = nox.project.load_toml("pyproject.toml")


def _install(session: nox.Session, group: str = "", extras: str = "book") -> None:
    session.log("Installing synthkit and what this session needs (a minute or two the first time)")
    session.install("-e", f".[{extras}]", *(nox.project.dependency_groups(PROJECT, group) if group else ()))


def _interpreter(version: str) -> str | bool:
    """That Python, from the path, uv or pyenv; False where this machine has none, so that no environment is made."""
    of_pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}.*/bin/python")
    name = f"python{version}"
    for candidate in (name, str(Path.home() / ".local/bin" / name), *sorted(map(str, of_pyenv))):
        # a name alone proves nothing: pyenv has one on the path for each version, also for those that aren't chosen
        with contextlib.suppress(OSError):
            if subprocess.run([candidate, "--version"], capture_output=True, check=False).returncode == 0:
                return candidate
    return False


@nox.session
def book(session: nox.Session) -> None:
    """Build every edition of the book into build/."""
    _install(session)
    session.run("synthkit", "build", "book", "build", *session.posargs)


@nox.session
def preview(session: nox.Session) -> None:
    """Show the book in a browser, up to date at each save; Ctrl-C ends it."""
    _install(session, extras="book,preview")
    # it ends by itself, and removes what it built
    session.run("synthkit", "preview", "book", "build", *session.posargs, interrupt_timeout=None)


@nox.session
def new(session: nox.Session) -> None:
    """Write a new session, speaker, chapter or event of the book: what is needed is asked."""
    _install(session)
    session.run("synthkit", "new", *session.posargs)


@nox.session
def release(session: nox.Session) -> None:
    """Build every edition and gather what a release publishes in build/release; RELEASE_TAG is held to the version."""
    _install(session)
    session.run("synthkit", "build", "book", "build")
    session.run("synthkit", "release", "build", "--tag", os.environ.get("RELEASE_TAG", ""))


@nox.session
def check(session: nox.Session) -> None:
    """Tell all that is wrong with the book, in seconds, without building it."""
    _install(session)
    # a forge shows each problem at its line of the proposal
    options = ("--strict", "--format", "github") if os.environ.get("GITHUB_ACTIONS") else ("--strict",)
    session.run("synthkit", "check", "book", *(session.posargs or options))


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests that need Python alone: nearly six minutes of processor time, three on two cores."""
    _install(session, "tests", "book,preview")
    session.run("pytest", "-n", "auto", "tests/unit", "tests/property", "tests/build", *session.posargs)


def _held_against(session: nox.Session, version: str, *options: str) -> None:
    """Run the tests against what uv chooses of the versions that pyproject.toml permits."""
    if not session.python:
        session.skip(f"Python {version} isn't here. To install it: uv python install {version}")
    session.install("uv")
    session.run("uv", "pip", "install", *options, "-e", ".[book,preview]", "--group", "tests")
    session.run("pytest", "-n", "auto", "tests/unit", "tests/property", "tests/build", *session.posargs)


@nox.session(python=_interpreter("3.11"))
def lowest(session: nox.Session) -> None:
    """Run the tests on the oldest Python, with the lowest version of each package that pyproject.toml names."""
    _held_against(session, "3.11", "--resolution", "lowest-direct")


@nox.session(python=_interpreter("3.13"))
def newest(session: nox.Session) -> None:
    """Run the tests on Python 3.13, with the newest Sphinx, docutils and all else."""
    _held_against(session, "3.13", "--upgrade")


@nox.session
def others(session: nox.Session) -> None:
    """Build a small book with the themes and extensions of others, where a warning is a failure: three minutes."""
    _install(session, "others")
    session.run("pytest", "-n", "auto", "tests/others", *session.posargs)


@nox.session
def real(session: nox.Session) -> None:
    """Hold the real book against TeX, biber, pdftotext, EPUBCheck, e-readers, a browser, axe, Nu, citation clients."""
    _install(session, "real", "book,preview")
    session.run("pytest", "tests/real", *session.posargs)


@nox.session
def steady(session: nox.Session) -> None:
    """Kill builds at twenty moments each and feed ten thousand hostile sources: some hours (docs/steady.md)."""
    _install(session, "tests", "book,preview")
    tests = ("tests/build/test_interrupted.py", "tests/build/test_fuzz.py")
    session.run("pytest", "-n", "auto", *tests, *session.posargs, env={"STEADY": "long"})


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation of synthkit into build/docs."""
    _install(session)
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-d", "build/.work/docs", "docs", "build/docs")


@nox.session
def reproducible(session: nox.Session) -> None:
    """Build every edition twice from nothing; fail where a byte of a result differs."""
    _install(session)
    shutil.rmtree("build/twice", ignore_errors=True)
    for seed in ("1", "2"):  # of Python's hashes: no order may depend on it
        session.run("synthkit", "build", "book", f"build/twice/{seed}", env={"PYTHONHASHSEED": seed})
    session.run("diff", "--recursive", "--brief", "--exclude=.work", "build/twice/1", "build/twice/2", external=True)


@nox.session
def any_order(session: nox.Session) -> None:
    """Edit, delete, rename and move at random, and hold each build against a clean one: half an hour."""
    _install(session, "tests", "book,preview")
    examples = {"SYNTHKIT_EXAMPLES": os.environ.get("SYNTHKIT_EXAMPLES", "150")}
    session.run("pytest", "-n", "auto", "tests/build/test_any_order.py", *session.posargs, env=examples)


@nox.session
def benchmark(session: nox.Session) -> None:
    """Measure the exports: works per second and memory, beside a plain json.dumps."""
    _install(session)
    session.run("python", "benchmarks/exports.py", *session.posargs)


@nox.session
def benchmark_build(session: nox.Session) -> None:
    """Measure whole builds beside Sphinx, Jupyter Book, MkDocs, mystmd: minutes to hours (docs/performance.md)."""
    # each tool, ours too, gets an environment of its own from the benchmark
    session.run("python", "benchmarks/builds.py", *session.posargs)


@nox.session
def benchmark_preview(session: nox.Session) -> None:
    """Measure the preview from saving to seeing, beside sphinx-autobuild: half an hour (docs/performance.md)."""
    _install(session, extras="book,preview")
    session.install("playwright>=1.45", "sphinx-autobuild>=2025.8")
    session.run("python", "benchmarks/preview.py", *session.posargs)


@nox.session
def benchmark_search(session: nox.Session) -> None:
    """Ask the search of the built book and Pagefind the same questions (wants Chromium)."""
    _install(session)
    session.install("playwright>=1.45", "pagefind[bin]>=1.3")
    session.run("synthkit", "build", "book", "build")
    session.run("python", "benchmarks/search.py", "build/html", *session.posargs)


@nox.session
def lighthouse(session: nox.Session) -> None:
    """Print Lighthouse's four categories for five pages, and what a session weighs (wants Chromium and npm)."""
    _install(session, extras="book,preview")  # the server of the preview can compress
    session.run("synthkit", "build", "book", "build", "--only", "html")
    folder = "build/.work/lighthouse"
    os.makedirs(folder, exist_ok=True)
    session.run("npm", "i", "--no-audit", "--no-fund", "--prefix", folder, LIGHTHOUSE, external=True)
    session.run("python", "benchmarks/lighthouse.py", "build/html", f"{folder}/node_modules/.bin/lighthouse")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types, and what may import what."""
    _install(session, "lint", "book,preview")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports")


@nox.session
def forge(session: nox.Session) -> None:
    """Hold the workflows and the issue forms against their schemas and against zizmor."""
    session.install(*nox.project.dependency_groups(PROJECT, "forge"))
    session.run("zizmor", "--offline", "--pedantic", "--no-progress", ".github")
    for schema, files in {
        "vendor.github-workflows": Path(".github/workflows").glob("*.yml"),
        "vendor.github-issue-forms": Path(".github/ISSUE_TEMPLATE").glob("*-*.yml"),
        "vendor.github-issue-config": Path(".github/ISSUE_TEMPLATE").glob("config.yml"),
        "vendor.dependabot": Path(".github").glob("dependabot.yml"),
    }.items():
        session.run("check-jsonschema", "--builtin-schema", schema, *map(str, sorted(files)))


@nox.session
def messages(session: nox.Session) -> None:
    """Bring the French catalogue in line with the messages of the source, which are English."""
    _install(session)
    template = "build/synthkit.pot"
    os.makedirs("build", exist_ok=True)
    session.run("pybabel", "extract", "-k", "N_", "-c", "Translators:", "--no-location", "-o", template, "src/synthkit")
    catalogue = "src/synthkit/locale/fr/LC_MESSAGES/synthkit.po"
    options = ("--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date", "--width", "110")
    session.run("pybabel", "update", *options, "-l", "fr", "-i", template, "-o", catalogue)


@nox.session(venv_backend="none")
def clean(session: nox.Session) -> None:
    """Remove everything that was generated."""
    for folder in ("build", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"):
        shutil.rmtree(folder, ignore_errors=True)
