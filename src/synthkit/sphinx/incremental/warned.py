"""Which documents warned while they were read or written: the next build does it again, and so tells it again.

Otherwise a build that passes over warnings would hide them from a strict one that follows.
"""

import logging
from weakref import WeakKeyDictionary, WeakSet

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import NAMESPACE, MemoryHandler, WarningStreamHandler, is_suppressed_warning

#: Whose parts were found to fit together, or not, in this build.
_CHECKED: WeakSet[BuildEnvironment] = WeakSet()
_WARNINGS: WeakKeyDictionary[BuildEnvironment, "Warnings"] = WeakKeyDictionary()


class Warnings(logging.Filter):
    """All that are told, whether Sphinx prints one at once or keeps it till all pages, or those of a process, are done.

    As a filter behind Sphinx's own it lets everything pass, and counts.
    """

    def __init__(self, config: Config) -> None:
        super().__init__()
        self._config = config
        self._printed = self._known = 0
        #: what those found by the last look name
        self.named: set[str] = set()
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
        self.named = set()
        for handler in logging.getLogger(NAMESPACE).handlers:
            if isinstance(handler, MemoryHandler):
                shown = [*filter(self._is_shown, handler.buffer[self._kept.get(handler, 0) :])]
                found |= bool(shown)
                self.named |= {str(part) for record in shown for part in record.args or ()}
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


def note_check(app: Sphinx, env: BuildEnvironment) -> None:
    """Sphinx has looked whether each document is in a table of contents, and the like."""
    _CHECKED.add(env)


def check(app: Sphinx, builder: object) -> None:
    """Look for it where Sphinx doesn't, since nothing was read."""
    if app.env not in _CHECKED:
        app.env.check_consistency()
    _CHECKED.discard(app.env)


def pass_over(app: Sphinx, builder: object) -> None:
    """Begin with the pages: what was told until here is of none."""
    of(app.env).are_new()


def note_reading(app: Sphinx, doctree: nodes.document) -> None:
    """Have a document that warned while it was read read again, and with it the one that has the same, say, label."""
    env = app.env
    if of(env).are_new():
        env.note_reread()
        named = {str(docname) for name in of(env).named for docname in (name, env.path2doc(name))}
        env.reread_always |= named & env.all_docs.keys()
