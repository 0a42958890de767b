"""A process that fails while others are started ends the build: none is forgotten."""

import sys
import time

import pytest
from books import QUICK
from sphinx.errors import SphinxParallelError
from sphinx.util.parallel import ParallelTasks

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is read or written in parallel there")

FAILING = """
import os
import time


def setup(app):
    app.connect("{event}", fail)
    return {{"parallel_read_safe": True, "parallel_write_safe": True}}


def fail(app, docname, *more):
    if docname == "page-0":
        raise RuntimeError("le fil casse")
"""


@pytest.mark.parametrize("event", ["source-read", "html-page-context"])
def test_what_fails_while_others_are_started_ends_the_build(book, monkeypatch, event):
    pages = {f"page-{number}.md": f"# Page {number}\n\nUn mot.\n" for number in range(8)}
    name = f"echec_{event.replace('-', '_')}"
    conf = {**QUICK, "extensions": ["myst_parser", "synthkit", name]}
    small = book({"index.md": "# Livre\n\n```{toctree}\n:glob:\n\npage*\n```\n", **pages}, **conf)
    (small.root / f"{name}.py").write_text(FAILING.format(event=event), encoding="utf-8")
    monkeypatch.syspath_prepend(str(small.root))
    add = ParallelTasks.add_task

    def add_late(tasks, *arguments):
        time.sleep(0.1)  # the one before has failed by now
        add(tasks, *arguments)

    monkeypatch.setattr(ParallelTasks, "add_task", add_late)
    with pytest.raises(SphinxParallelError, match="le fil casse"):
        small.build(parallel=4)
