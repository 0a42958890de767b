"""A build that was killed is made up for by the next, which takes nothing over from it.

Sphinx notes what it has read before it writes a page: after a kill the next build would take half a page for a whole
one, and pages that were still to be written for up to date. So a file stands in the output and beside the doctrees
while a build is at work. A build that finds one there reads and writes everything anew.
"""

from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from synthkit.fs.atomic import sweep
from synthkit.fs.lock import Turn
from synthkit.i18n import N_, i18n_of_terminal

logger = logging.getLogger(__name__)

MARK = ".synthkit-unfinished"
_turns: WeakKeyDictionary[Sphinx, list[Turn]] = WeakKeyDictionary()


def begin(app: Sphinx, config: Config) -> None:
    """Wait for the folders, mark them, and clear them of what an interrupted build left half-made."""
    i18n = i18n_of_terminal(config.language)

    def waiting() -> None:
        logger.info(i18n(N_("Another build is at work in %s; waiting for its end.")) % app.outdir)

    # always in this order: two builds that wait for each other would do so for ever
    _turns[app] = [Turn(folder / MARK, waiting) for folder in dict.fromkeys(map(Path, (app.doctreedir, app.outdir)))]
    if any(turn.was_interrupted for turn in _turns[app]):
        logger.info(i18n(N_("The last build came to no end: everything is made anew.")))
        for path in (app.doctreedir / "environment.pickle", app.outdir / "searchindex.js", app.outdir / ".buildinfo"):
            path.unlink(missing_ok=True)
        sweep(Path(app.outdir))


def end(app: Sphinx, exception: Exception | None) -> None:
    """Take the marks away, unless the build failed."""
    for turn in _turns.pop(app, ()):
        turn.end() if exception is None else turn.leave()
