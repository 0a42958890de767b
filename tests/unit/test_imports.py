"""Sphinx is loaded where it is needed, and nowhere else; what may import what stands in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import synthkit

SOURCE = Path(synthkit.__file__).parent
SPHINX = {"docutils", "myst_parser", "sphinx", "sphinxcontrib"}


def without_sphinx() -> list[str]:
    """The modules of the library, of the editor's tools and of the command line."""
    paths = (path.relative_to(SOURCE.parent).with_suffix("") for path in sorted(SOURCE.rglob("*.py")))
    names = (".".join(path.parts).removesuffix(".__init__") for path in paths)
    return [name for name in names if not f"{name}.".startswith(("synthkit.sphinx.", "synthkit.editor.extension."))]


def loaded_by(*modules: str) -> set[str]:
    """The top-level packages a fresh interpreter has loaded after importing modules."""
    code = f"import sys, {', '.join(modules)}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_synthkit_loads_no_sphinx() -> None:
    assert loaded_by("synthkit") & SPHINX == set()


def test_all_below_sphinx_and_the_command_line_run_without_it() -> None:
    modules = without_sphinx()
    assert {"synthkit.model.people", "synthkit.editor.preview.server", "synthkit.cli"} <= set(modules)
    assert loaded_by(*modules) & SPHINX == set()


def test_the_extension_loads_sphinx() -> None:
    assert "sphinx" in loaded_by("synthkit.sphinx")
