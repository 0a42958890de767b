"""The tools of the benchmark of whole builds: how each is installed, called, and where its pages are."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import build_sources
import generated
from build_sources import Files

PROJECT = Path(__file__).resolve().parents[1]
_VERSIONS = """\
import importlib.metadata as found, json, sys
names = {name: "" for name in sys.argv[1:]}
for name in names:
    try:
        names[name] = found.version(name)
    except found.PackageNotFoundError:
        pass
print(json.dumps(names))
"""


class NotInstalledError(Exception):
    """An environment could not be made; the message says why, without a path of this machine."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What tools are installed in: requirements with their lowest versions, packages whose versions are noted."""

    name: str
    needs: tuple[str, ...]
    noted: tuple[str, ...] = ()
    is_npm: bool = False

    def install(self, below: Path) -> None:
        """Make it once; again when what it needs has changed. Raises NotInstalledError."""
        folder = below / self.name
        stamp = folder / "needs.txt"
        wanted = "\n".join([*self.needs, sys.version, self._own()])
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
            return
        print(f"Installing {self.name} into {os.path.relpath(folder)}", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for command in self._commands(folder):
            done = subprocess.run(command, capture_output=True, text=True, env=clean_environment(), check=False)
            if done.returncode:
                print(done.stdout, done.stderr, file=sys.stderr)
                raise NotInstalledError(f"{'npm' if self.is_npm else 'pip'} ended with status {done.returncode}")
        stamp.write_text(wanted, encoding="utf-8")

    def program(self, below: Path, name: str) -> str:
        """The path of a program of it."""
        return str(below / self.name / ("node_modules/.bin" if self.is_npm else "bin") / name)

    def versions(self, below: Path) -> dict[str, str]:
        """Of what is noted; empty what isn't there."""
        if self.is_npm:
            package = json.loads((below / self.name / "node_modules/mystmd/package.json").read_text(encoding="utf-8"))
            node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
            return {"mystmd": package["version"], "node": node.strip().removeprefix("v")}
        ask = [self.program(below, "python"), "-c", _VERSIONS, *self.noted]
        done = subprocess.run(ask, capture_output=True, text=True, env=clean_environment(), check=True)
        return dict(json.loads(done.stdout))

    def _own(self) -> str:
        """What an environment with this tree in it depends on."""
        return (PROJECT / "pyproject.toml").read_text(encoding="utf-8") if self.name == "synthkit" else ""

    def _commands(self, folder: Path) -> list[list[str]]:
        if self.is_npm:
            npm = shutil.which("npm")
            if npm is None:
                raise NotInstalledError("npm is missing")
            return [[npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), *self.needs]]
        own = ["--editable", f"{PROJECT}[book]"] if self.name == "synthkit" else []
        needs = own or list(self.needs)
        python = str(folder / "bin" / "python")
        return [[sys.executable, "-m", "venv", str(folder)], [python, "-m", "pip", "install", "--quiet", *needs]]


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of one tool at work."""

    root: Path

    @property
    def source(self) -> Path:
        """The book."""
        return self.root / "book"

    @property
    def output(self) -> Path:
        """What the tool makes, if it can be told where."""
        return self.root / "output"


@dataclass(frozen=True, slots=True)
class Tool:
    """A row of the tables. ``arguments`` stand behind ``program``; {source}, {output} and {root} are filled in."""

    name: str
    title: str
    environment: Environment
    sources: Callable[[int], Files]
    program: str
    arguments: tuple[str, ...]
    #: Where pages are below ``Place.root``, and their names: of all, and of that of a source.
    pages: str = "output"
    pattern: str = "*.html"
    page_of: Callable[[str], str] = lambda source: source.replace(".md", ".html")
    #: The page that lists all references; the chapter's own where there is none.
    bibliography: str = "bibliographie.html"
    #: Another edition than the website: one file, written whole.
    is_only_cold: bool = False
    is_only_empty: bool = False
    has_references: bool = True

    def command(self, peers: Path, place: Place) -> list[str]:
        """The call that builds."""
        folders = {"source": str(place.source), "output": str(place.output), "root": str(place.root)}
        return [
            self.environment.program(peers, self.program),
            *(argument.format_map(folders) for argument in self.arguments),
        ]


def clean_environment(**more: str) -> dict[str, str]:
    """The variables of this process without those that reach into another Python."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "NOX"))}
    return {**kept, "NO_COLOR": "1", **more}


def _sphinx(builder: str, jobs: int = 1) -> tuple[str, ...]:
    return (
        *("-m", "sphinx", "-q", "-b", builder, "-j", str(jobs)),
        *("-d", "{root}/doctrees", "{source}", "{output}"),
    )


def _ours(sessions: int) -> Files:
    return generated.sources(sessions) if sessions else build_sources.empty(generated.CONF)


_STEMMERS = ("snowballstemmer", "PyStemmer")
SYNTHKIT = Environment(
    "synthkit",
    ("synthkit[book] of this tree",),
    ("synthkit", "sphinx", "myst-parser", "sphinxcontrib-bibtex", "pydata-sphinx-theme", *_STEMMERS),
)
SPHINX = Environment(
    "sphinx",
    ("sphinx>=8.2", "myst-parser>=4.0.1", "sphinxcontrib-bibtex>=2.7", "pydata-sphinx-theme>=0.16"),
    ("sphinx", "myst-parser", "sphinxcontrib-bibtex", "pydata-sphinx-theme", *_STEMMERS),
)
JUPYTER_BOOK = Environment(
    "jupyter-book",
    ("jupyter-book>=1.0.4,<2",),
    ("jupyter-book", "sphinx", "sphinx-book-theme", "sphinxcontrib-bibtex", *_STEMMERS),
)
MKDOCS = Environment(
    "mkdocs", ("mkdocs-material>=9.6", "mkdocs-bibtex>=4.0"), ("mkdocs", "mkdocs-material", "mkdocs-bibtex", "markdown")
)
ZENSICAL = Environment("zensical", ("zensical>=0.0.50,<0.1",), ("zensical",))
MYSTMD = Environment("mystmd", ("mystmd@>=1.6",), is_npm=True)

TOOLS = (
    Tool(
        "bare", "Sphinx without extensions", SPHINX, build_sources.bare, "python", _sphinx("html"), is_only_empty=True
    ),
    Tool("synthkit", "synthkit", SYNTHKIT, _ours, "python", _sphinx("html")),
    Tool("synthkit-j2", "synthkit, `-j 2`", SYNTHKIT, _ours, "python", _sphinx("html", 2)),
    Tool(
        "synthkit-epub",
        "synthkit, EPUB",
        SYNTHKIT,
        _ours,
        "python",
        _sphinx("epub"),
        pattern="*.epub",
        is_only_cold=True,
    ),
    Tool(
        "synthkit-latex",
        "synthkit, LaTeX",
        SYNTHKIT,
        _ours,
        "python",
        _sphinx("latex"),
        pattern="*.tex",
        is_only_cold=True,
    ),
    Tool(
        "floor",
        "Sphinx, MyST, nothing else",
        SYNTHKIT,
        build_sources.floor,
        "python",
        _sphinx("html"),
        has_references=False,
    ),
    Tool(
        "floor-theme",
        "Sphinx, MyST, pydata, nothing cited",
        SPHINX,
        partial(build_sources.floor, theme="pydata_sphinx_theme"),
        "python",
        _sphinx("html"),
        has_references=False,
    ),
    Tool("sphinx", "Sphinx, bibtex, pydata", SPHINX, build_sources.plain, "python", _sphinx("html")),
    Tool(
        "jupyter-book",
        "Jupyter Book 1",
        JUPYTER_BOOK,
        build_sources.jupyter_book,
        "jupyter-book",
        ("build", "--quiet", "--path-output", "{output}", "{source}"),
        pages="output/_build/html",
    ),
    Tool(
        "mkdocs",
        "MkDocs Material, bibtex",
        MKDOCS,
        build_sources.mkdocs,
        "mkdocs",
        ("build", "--quiet", "--config-file", "{source}/mkdocs.yml", "--site-dir", "{output}"),
        page_of=lambda source: source.replace(".md", "/index.html"),
        bibliography="bibliographie/index.html",
    ),
    Tool(
        "zensical",
        "Zensical, nothing cited",
        ZENSICAL,
        partial(build_sources.mkdocs, cites=False),
        "zensical",
        ("build", "--config-file", "{source}/mkdocs.yml"),
        pages="book/site",
        page_of=lambda source: source.replace(".md", "/index.html"),
        bibliography="bibliographie/index.html",
        has_references=False,
    ),
    Tool(
        "mystmd",
        "mystmd, content alone",
        MYSTMD,
        build_sources.mystmd,
        "myst",
        ("build", "--site"),
        pages="book/_build/site/content",
        pattern="*.json",
        page_of=lambda source: source.rpartition("/")[2].replace(".md", ".json"),
        bibliography="",
    ),
)
