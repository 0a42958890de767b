"""Pictures that an earlier build drew are kept beside the environment: Typst is started for those of another book."""

from __future__ import annotations

import pickle
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from synthkit import __version__
from synthkit.figures import typst
from synthkit.fs.atomic import write_whole

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_FILE = "pictures.pickle"
#: How many are kept, the last ones: editions of one book share the environment.
_MOST = 16


def register(app: Sphinx) -> None:
    """Connect with the beginning and the end of a build."""
    app.connect("builder-inited", _recall)
    app.connect("build-finished", _keep, priority=950)  # behind all who draw


def _recall(app: Sphinx) -> None:
    typst.asked.clear()
    typst.known.update(_kept(app))


def _keep(app: Sphinx, exception: Exception | None) -> None:
    before = _kept(app)
    asked = {found: typst.known[found] for found in typst.asked}
    if exception is None and not asked.keys() <= before.keys():
        others = {found: picture for found, picture in before.items() if found not in asked}
        kept = dict([*others.items(), *asked.items()][-_MOST:])
        write_whole(_path(app), pickle.dumps((_made_by(), kept), pickle.HIGHEST_PROTOCOL))


def _kept(app: Sphinx) -> dict[typst.Drawing, bytes]:
    with suppress(Exception):  # of a file that is no pickle, or one of classes that are no more, anything is raised
        made_by, kept = pickle.loads(_path(app).read_bytes())
        if made_by == _made_by():
            return dict(kept)
    return {}


def _path(app: Sphinx) -> Path:
    return Path(app.doctreedir) / _FILE


def _made_by() -> tuple[str, ...]:
    return __version__, version("typst"), sha256(typst.template()).hexdigest()
