"""The warnings of a book as it stands: kept until what gave rise to them is done again."""

import logging
import os
import re
from collections.abc import Callable, Iterable, Set
from typing import TypeAlias

from sphinx.application import Sphinx
from sphinx.util.logging import NAMESPACE, OnceFilter

from synthkit.editor.extension.upstream import place_of, warning_handlers
from synthkit.editor.preview.protocol import Warned

#: What a warning came up with: reading or writing a document, or a step of the build that has no document.
Origin: TypeAlias = tuple[str, str]
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Notes:
    """What Sphinx would print, taken where it would print it."""

    def __init__(self, app: Sphinx, printed_at_start: str, page: Callable[[str], str]) -> None:
        """Stands behind the filters of Sphinx's own handler; ``page`` tells a document's page."""
        self._app = app
        self._page = page
        self._origin: Origin = ("start", "")
        self._found: dict[Origin, list[Warned]] = {}
        self._tied: dict[str, set[str]] = {}
        for line in _ANSI.sub("", printed_at_start).splitlines():
            self._found.setdefault(self._origin, []).append(Warned("", 0, line.removeprefix("WARNING: ")))
        witness = logging.Handler(logging.WARNING)
        witness.addFilter(self._come_up)
        # first in line, before Sphinx holds warnings back until a reading is over
        logging.getLogger(NAMESPACE).handlers.insert(0, witness)
        for handler in warning_handlers():
            handler.filters = [
                one for one in handler.filters if not isinstance(one, OnceFilter)
            ]  # each save is a build
            handler.addFilter(self._take)

    def begin(self, step: str, docname: str = "") -> None:
        """What comes up from now on comes up with this; what came up with it before is forgotten."""
        self._origin = (step, docname)
        self._found.pop(self._origin, None)
        if step == "read":
            for other in self._tied.pop(docname, set()):
                self._tied.get(other, set()).discard(docname)

    def forget(self, docname: str) -> None:
        """A document is gone."""
        for step in ("read", "write"):
            self.begin(step, docname)
        self.begin("round")

    def all(self) -> tuple[Warned, ...]:
        """Every warning once, by file and line; those without a place first."""
        return tuple(sorted({note for notes in self._found.values() for note in notes}))

    def documents(self) -> Set[str]:
        """The documents with a warning of their own."""
        return {docname for (_, docname), notes in self._found.items() if docname and notes}

    def tied_to(self, docnames: Iterable[str]) -> Set[str]:
        """Those documents and all that define something they define too: who is read last has it."""
        found: set[str] = set()
        waiting = list(docnames)
        while waiting:
            docname = waiting.pop()
            if docname not in found:
                found.add(docname)
                waiting += self._tied.get(docname, ())
        return found

    def _come_up(self, record: logging.LogRecord) -> bool:
        """Keep what a warning came up with; tie its document to one that it names. Nothing is passed on.

        « Duplicate label, other instance in … » names a path, in any language.
        """
        if not hasattr(record, "synthkit_origin"):
            step, docname = record.synthkit_origin = self._origin
            env = self._app.env
            for value in map(str, record.args if step == "read" and isinstance(record.args, tuple) else ()):
                other = value if value in env.found_docs else env.path2doc(value) if os.path.isabs(value) else None
                if other and other != docname and other in env.found_docs:
                    self._tied.setdefault(docname, set()).add(other)
                    self._tied.setdefault(other, set()).add(docname)
        return False

    def _take(self, record: logging.LogRecord) -> bool:
        """Keep a warning where Sphinx would print it: later, and as its filters leave it. Nothing is passed on."""
        origin: Origin = getattr(record, "synthkit_origin", self._origin)
        path, line = place_of(record)
        text = _ANSI.sub("", logging.LogRecord.getMessage(record)).removeprefix("WARNING: ")
        docname = origin[1] or (self._app.env.path2doc(path) if path else None) or ""
        page = self._page(docname) if docname in self._app.env.found_docs else ""
        note = Warned(os.path.relpath(path) if path else "", line, text, page)
        self._found.setdefault(origin, []).append(note)
        return False
