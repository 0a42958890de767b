"""What documents are read from beside what Sphinx compares: code of the book, and pictures that suit an edition better.

Of settings that are functions Sphinx doesn't compare what they do; of « name.* » it knows the files it has found.
"""

import ast
import os
import posixpath
import sys
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.tracking import digest


def note_folders(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the folders hold in which pictures were looked for by any ending."""
    uris = [image["uri"] for image in doctree.findall(nodes.image) if image["uri"].endswith(".*")]
    if uris:
        folders = {posixpath.dirname(uri) for uri in uris}
        document = SynthDomain.of(app.env).document(app.env.current_document.docname)
        document.folders = {folder: _names(app, folder) for folder in folders}


def outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> Collection[str]:
    """The documents to be read again; all, where the book's code is another."""
    kept, code = context_of(env).cache, digest(sorted(_code(app)))
    if kept.get("code") != code:
        kept.put("code", code)
        return env.found_docs
    names = cache(lambda folder: _names(app, folder))
    documents = SynthDomain.of(env).documents.items()
    return [
        docname for docname, document in documents if any(names(one) != was for one, was in document.folders.items())
    ]


def _names(app: Sphinx, folder: str) -> tuple[str, ...]:
    with suppress(OSError):
        return tuple(sorted(os.listdir(app.srcdir / folder)))
    return ()


def _code(app: Sphinx) -> Iterator[tuple[str, object]]:
    """The code of conf.py, of what lies beside it, and of extensions nobody has installed, by its name."""
    conf, own = Path(app.confdir, "conf.py"), {name.partition(".")[0] for name in app.extensions} - {"synthkit"}
    if conf.is_file():
        yield "conf", [ast.dump(part) for part in ast.parse(conf.read_bytes()).body if not _is_setting(app, part)]
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        is_own = name.partition(".")[0] in own or file.startswith(f"{app.confdir}{os.sep}")
        if is_own and file.endswith(".py") and "-packages" not in file and os.path.isfile(file):
            yield name, digest(Path(file).read_bytes())


def _is_setting(app: Sphinx, part: ast.stmt) -> bool:
    """Whether a statement does no more than to give a setting a value, which Sphinx compares."""
    if not isinstance(part, ast.Assign) or not isinstance(part.targets[0], ast.Name):
        return False
    with suppress(ValueError):
        ast.literal_eval(part.value)
        return part.targets[0].id in app.config.values
    return False
