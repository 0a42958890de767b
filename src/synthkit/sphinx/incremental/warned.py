"""Which documents warned while they were read or written: the next build does it again, and so tells it again.

Otherwise a build that passes over warnings would hide them from a strict one that follows.
"""

import logging
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import NAMESPACE, MemoryHandler, WarningStreamHandler, is_suppressed_warning

_WARNINGS: WeakKeyDictionary[BuildEnvironment, "Warnings"] = WeakKeyDictionary()


class Warnings(logging.Filter):
    """All that are told, whether Sphinx prints one at once or keeps it till all pages, or those of a process, are done.

    As a filter behind Sphinx's own it lets everything pass, and counts.
    """

    def __init__(self, config: Config) -> None:
        super().__init__()
        self._config = config
        self._printed = self._known = 0
        #: how many of what a handler keeps was looked at
        self._kept: WeakKeyDictionary[logging.Handler, int] = WeakKeyDictionary()
        for handler in logging.getLogger(NAMESPACE).handlers:
            if isinstance(handler, WarningStreamHandler):
                handler.addFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """One is printed."""
        self._printed += 1
        return True

    def are_new(self) -> bool:
        """Whether there was one since the last call."""
        found, self._known = self._printed > self._known, self._printed
        for handler in logging.getLogger(NAMESPACE).handlers:
            if isinstance(handler, MemoryHandler):
                found |= any(map(self._is_shown, handler.buffer[self._kept.get(handler, 0) :]))
                self._kept[handler] = len(handler.buffer)
        return found

    def _is_shown(self, record: logging.LogRecord) -> bool:
        kind, hidden = (getattr(record, "type", ""), getattr(record, "subtype", "")), self._config.suppress_warnings
        return record.levelno >= logging.WARNING and not is_suppressed_warning(*kind, hidden)


def start(app: Sphinx) -> None:
    """Count from here on."""
    _WARNINGS[app.env] = Warnings(app.config)


def of(env: BuildEnvironment) -> Warnings:
    """The warnings of a build."""
    return _WARNINGS[env]


def pass_over(app: Sphinx, builder: object) -> None:
    """Begin with the pages: what was told until here is of none."""
    of(app.env).are_new()


def note_reading(app: Sphinx, doctree: nodes.document) -> None:
    """Have a document that warned while it was read read again."""
    if of(app.env).are_new():
        app.env.note_reread()
