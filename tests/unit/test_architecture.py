"""The floors of the house, read from the imports: who may know whom, and nobody else."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import synthkit

SOURCE = Path(synthkit.__file__).parent
MODULES = {
    ".".join(("synthkit", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(SOURCE.rglob("*.py"))
}

#: What each room may import, from the ground up. A room is a module or a folder of the package; modules of
#: one folder may know each other only where the folder stands in its own row, or are its private files
#: (``_x.py``). "synthkit" is the package's own ``__init__``: the version and ``setup()``.
EDGES: dict[str, set[str]] = {
    "wording": set(),
    "problems": {"wording"},
    "disk": {"disk", "problems", "wording"},
    "guard": {"guard"},
    "model": {"model", "problems", "wording"},
    "labels": {"model", "wording"},
    "changes": {"model"},
    "indexes": {"indexes", "model"},
    "theme_map": {"indexes", "model"},
    # one floor, wings that don't know each other, but for the one edge of references
    "formats": {"labels", "model", "wording"},
    "checks": {"bibfile", "model", "problems", "references", "wording"},
    "pagemeta": {"formats.csljson", "labels", "model", "pagemeta", "wording"},
    "csl": {"csl"},
    "cite": {"cite", "csl", "model", "synthkit"},
    "bibfile": {"bibfile"},
    "french": set(),
    "printed": set(),
    "references": {"bibfile", "formats.csljson", "model"},
    "drafts": {"bibfile", "checks", "disk", "drafts", "labels", "model", "problems", "wording"},
    "drawing": {"drawing"},
    "cover": {"drawing", "model", "pagemeta", "wording"},
    "epub": {"cover", "epub", "model", "pagemeta", "wording"},
    "site": {"changes", "cover", "labels", "model", "pagemeta", "site", "wording"},
    "publication": {"drafts", "labels", "model", "publication", "synthkit", "wording"},
    "editions": {"disk", "editions", "model", "printed", "wording"},  # runs Sphinx as a program of its own
    "release": {"disk", "model"},
    "preview": {"preview", "wording"},  # runs its builder, which is Sphinx, as a program of its own
    "repository": set(),
    "state": {"model", "wording"},
    "watched": {"model", "problems"},
    "retold": {"retold", "wording"},
    "sources": {"problems", "sources", "wording"},
    "findings": set(),
    "inspection": {"disk", "findings", "synthkit"},  # runs Sphinx as a program, as editions does
    # the floor of Sphinx
    "sphinx_ext": {
        "bibfile",
        "changes",
        "checks",
        "cite",
        "cover",
        "disk",
        "drawing",
        "epub",
        "findings",
        "formats",
        "indexes",
        "french",
        "guard",
        "labels",
        "model",
        "pagemeta",
        "preview.messages",
        "printed",
        "problems",
        "references",
        "repository",
        "retold",
        "site",
        "sources",
        "sphinx_ext",
        "state",
        "theme_map",
        "synthkit",
        "watched",
        "wording",
    },
    "synthkit": {"sphinx_ext"},
    # the roof
    "__main__": {"cli"},
    "cli": {
        "checks",
        "cite",
        "disk",
        "drafts",
        "editions",
        "findings",
        "formats",
        "inspection",
        "labels",
        "model",
        "preview",
        "problems",
        "publication",
        "references",
        "release",
        "state",
        "sources",
        "synthkit",
        "wording",
    },
}
#: Where the topics of a folder are listed, and the folder's own modules are imported for it.
LISTS = {"synthkit.checks", "synthkit.cli"}
SPHINX = {"docutils", "myst_parser", "sphinx", "sphinxcontrib"}


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else module


def is_private_to(name: str, module: str) -> bool:
    """Whether ``name`` is a private file (``_text.py``) of the folder ``module`` stands in."""
    folder, _, file = name.rpartition(".")
    return file.startswith("_") and folder == module.rpartition(".")[0]


def below_sphinx() -> list[str]:
    return [name for name in MODULES if room(name) not in ("sphinx_ext", "cli", "synthkit")]


def _is_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _statements(nodes: list[ast.stmt], *, at_import: bool) -> Iterator[ast.stmt]:
    """All statements but those for the type checker; ``at_import`` leaves out bodies of functions."""
    for node in nodes:
        if _is_for_types(node) or (at_import and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
            continue
        yield node
        for inner in ("body", "orelse", "finalbody", "handlers"):
            yield from _statements(getattr(node, inner, []), at_import=at_import)


def imports(module: str, *, at_import: bool = False) -> set[str]:
    """The modules a module imports: those of the package in full, of others the name of the package alone."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in _statements(tree.body, at_import=at_import):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: a relative import"
            source = str(node.module)
            found |= {name if (name := f"{source}.{alias.name}") in MODULES else source for alias in node.names}
    return {name if name in MODULES else name.partition(".")[0] for name in found}


def test_the_reader_of_imports_sees_what_it_is_meant_to_see() -> None:
    assert "synthkit.model.people" in imports("synthkit.cite")
    assert "synthkit.formats.csljson" in imports("synthkit.references")
    assert "synthkit.sphinx_ext" in imports("synthkit")
    assert "synthkit.sphinx_ext" not in imports("synthkit", at_import=True)
    assert "sphinx" in imports("synthkit.sphinx_ext.domain")


@pytest.mark.parametrize("module", MODULES)
def test_each_module_has_a_room_of_the_house(module: str) -> None:
    assert room(module) in EDGES, f"{module}: a new room; write its row, or put it where it belongs"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_its_row_permits(module: str) -> None:
    permitted = EDGES.get(room(module), set())
    refused = {
        name
        for name in imports(module) & set(MODULES)
        if room(name) not in permitted
        and name.removeprefix("synthkit.") not in permitted
        and not (module in LISTS and name.startswith(module + "."))
        and not is_private_to(name, module)
    }
    assert refused == set()


@pytest.mark.parametrize("folder", ["checks", "formats"])
def test_modules_of_a_wing_do_not_know_each_other(folder: str) -> None:
    inside = {name for name in MODULES if name.startswith(f"synthkit.{folder}.") and "._" not in name}
    assert inside
    assert {name: sorted(imports(name) & inside) for name in inside if imports(name) & inside} == {}


@pytest.mark.parametrize("module", below_sphinx())
def test_nothing_below_its_floor_imports_sphinx(module: str) -> None:
    assert imports(module) & SPHINX == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {name: imports(name, at_import=True) & set(MODULES) for name in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_each_row_of_the_house_has_somebody_living_there() -> None:
    assert set(EDGES) == {room(name) for name in MODULES}


def loaded_by(*modules: str) -> set[str]:
    """The top-level packages a fresh interpreter has loaded after importing modules."""
    code = f"import sys, {', '.join(modules)}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_synthkit_loads_no_sphinx() -> None:
    assert loaded_by("synthkit") & SPHINX == set()


def test_all_below_the_floor_of_sphinx_runs_without_it() -> None:
    assert loaded_by(*below_sphinx()) & SPHINX == set()


def test_the_command_line_starts_without_sphinx() -> None:
    assert loaded_by("synthkit.cli") & SPHINX == set()
