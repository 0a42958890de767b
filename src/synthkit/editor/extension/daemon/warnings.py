"""The warnings of a book as it stands: kept until what gave rise to them is done again."""

import io
import logging
import os
import re
from collections.abc import Callable, Iterable, Set
from typing import TypeAlias

from sphinx.application import Sphinx
from sphinx.util.logging import NAMESPACE, OnceFilter, WarningStreamHandler

from synthkit.editor.extension.upstream import place_of
from synthkit.editor.preview.protocol import Warned

#: What a warning came up with: reading or writing a document, or a step of the build that has no document.
Origin: TypeAlias = tuple[str, str]
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Notes:
    """What Sphinx would print, taken where it would print it."""

    def __init__(self, app: Sphinx, told_at_start: str, page: Callable[[str], str]) -> None:
        """Takes the place of Sphinx's own handler, whose filters go on working; ``page`` tells a document's page."""
        self._app = app
        self._page = page
        self._origin: Origin = ("start", "")
        self._found: dict[Origin, list[Warned]] = {}
        self._tied: dict[str, set[str]] = {}
        for line in _ANSI.sub("", told_at_start).splitlines():
            self._found.setdefault(self._origin, []).append(Warned("", 0, line.removeprefix("WARNING: ")))
        logger = logging.getLogger(NAMESPACE)
        # first in line, before Sphinx holds warnings back until a reading is over
        logger.handlers.insert(0, _Witness(self._come_up))
        for handler in [one for one in logger.handlers if isinstance(one, WarningStreamHandler)]:
            logger.removeHandler(handler)
            logger.addHandler(_Taker(handler, self._take))

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
        every = {note for notes in self._found.values() for note in notes}
        return tuple(sorted(every, key=lambda note: (note.path, note.line, note.text)))

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

    def _come_up(self, record: logging.LogRecord) -> None:
        """Keep what a warning came up with; tie its document to one that it names.

        « Duplicate label, other instance in … » names a path, in any language.
        """
        if hasattr(record, "synthkit_origin"):
            return
        step, docname = record.synthkit_origin = self._origin
        env = self._app.env
        for value in map(str, record.args if step == "read" and isinstance(record.args, tuple) else ()):
            other = value if value in env.found_docs else env.path2doc(value) if os.path.isabs(value) else None
            if other and other != docname and other in env.found_docs:
                self._tied.setdefault(docname, set()).add(other)
                self._tied.setdefault(other, set()).add(docname)

    def _take(self, record: logging.LogRecord) -> None:
        """Keep a warning that would be printed."""
        origin: Origin = getattr(record, "synthkit_origin", self._origin)
        path, line = place_of(record)
        text = _ANSI.sub("", logging.LogRecord.getMessage(record)).removeprefix("WARNING: ")
        docname = origin[1] or (self._app.env.path2doc(path) if path else None) or ""
        page = self._page(docname) if docname in self._app.env.found_docs else ""
        note = Warned(os.path.relpath(path) if path else "", line, text, page)
        self._found.setdefault(origin, []).append(note)


class _Witness(logging.Handler):
    """Sees each warning when it comes up."""

    def __init__(self, see: Callable[[logging.LogRecord], None]) -> None:
        super().__init__(logging.WARNING)
        self._see = see

    def emit(self, record: logging.LogRecord) -> None:
        """Pass it on."""
        self._see(record)


class _Taker(WarningStreamHandler):
    """Gets each warning when Sphinx would print it: later, and as the filters of ``replaced`` leave it."""

    def __init__(self, replaced: logging.Handler, take: Callable[[logging.LogRecord], None]) -> None:
        super().__init__(io.StringIO())  # type: ignore[arg-type]
        self.setLevel(logging.WARNING)
        self._take = take
        for one in replaced.filters:
            if not isinstance(one, OnceFilter):  # once a build, and each save is one
                self.addFilter(one)

    def emit(self, record: logging.LogRecord) -> None:
        """Pass it on."""
        self._take(record)
