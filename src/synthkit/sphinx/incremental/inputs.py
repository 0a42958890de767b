"""What documents are read from beside what Sphinx compares: code of the book, what links lead to, pictures that suit.

Of settings that are functions Sphinx doesn't compare what they do; of « name.* », and of a picture that may be there
for a language, it knows the files it has found.
"""

import ast
import os
import posixpath
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import get_image_filename_for_language

from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.incremental.navigation import names_of
from synthkit.sphinx.tracking import digest

#: What runs Sphinx; of another version of synthkit all is read anew anyway.
_RUNNING = {"synthkit", "__main__", "__mp_main__"}


def note_pictures(app: Sphinx, doctree: nodes.document) -> None:
    """Keep which pictures there are of any ending, and of the language, where one of them is shown."""
    uris = {image["uri"] for image in doctree.findall(nodes.image)}
    uris = {uri for uri in uris if "://" not in uri and not uri.startswith("data:")}
    names = {uri for uri in uris if uri.endswith(".*")}
    if app.config.language:
        names |= {get_image_filename_for_language(uri, app.env) for uri in uris}
    if names:
        document = SynthDomain.of(app.env).document(app.env.current_document.docname)
        found = _finder(app)
        document.pictures = {name: found(name) for name in names}


def forget(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget all that is read again before the first of it is: what moved to another document is there once."""
    for docname in env.all_docs.keys() & docnames:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: object, removed: set[str]
) -> Collection[str]:
    """The documents to be read again; all, where the book's code is another."""
    kept, code = context_of(env).cache, digest(sorted(_code(app)))
    if kept.get("code") != code:
        kept.put("code", code)
        return env.found_docs
    found = _finder(app)
    documents = SynthDomain.of(env).documents.items()
    other = {
        docname for docname, document in documents if any(found(one) != was for one, was in document.pictures.items())
    }
    if moved := {f"/{docname}".lower() for docname in added | removed}:
        # whether what a link or a table of contents names is a document is found out when they are read
        other |= {
            docname for docname, children in env.toctree_includes.items() if not set(children).isdisjoint(removed)
        }
        for docname, document in documents:
            if any(not moved.isdisjoint(names_of(docname, link)) for link in document.links):
                other.add(docname)
    return other


def _finder(app: Sphinx) -> Callable[[str], tuple[str, ...]]:
    """What gives the files that are meant by a name, from the top of the sources; each folder is looked into once."""

    @cache
    def by_beginning(folder: str) -> Mapping[str, list[str]]:
        found = defaultdict(list)
        with suppress(OSError):
            for name in sorted(os.listdir(app.srcdir / folder)):
                for dot in re.finditer(r"\.", name):
                    found[name[: dot.start()]].append(name)
        return found

    def files(name: str) -> tuple[str, ...]:
        folder, base = posixpath.split(name)
        if base.endswith(".*"):
            return tuple(by_beginning(folder).get(base[:-2], ()))
        return (base,) if os.path.isfile(app.srcdir / name) else ()

    return files


def _code(app: Sphinx) -> Iterator[tuple[str, object]]:
    """The code of conf.py and of what nobody has installed, by its name; of extensions the versions."""
    yield "", sorted((name, extension.version) for name, extension in app.extensions.items())
    conf, standard = Path(app.confdir, "conf.py"), f"{os.path.dirname(os.__file__)}{os.sep}"
    if conf.is_file():
        yield "conf.py", [ast.dump(part) for part in ast.parse(conf.read_bytes()).body if not _is_setting(app, part)]
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        is_own = name.partition(".")[0] not in _RUNNING and "-packages" not in file and not file.startswith(standard)
        if is_own and file.endswith(".py") and os.path.isfile(file):
            yield name, digest(Path(file).read_bytes())


def _is_setting(app: Sphinx, part: ast.stmt) -> bool:
    """Whether a statement does no more than to give a setting a value, which Sphinx compares."""
    if not isinstance(part, ast.Assign) or not isinstance(part.targets[0], ast.Name):
        return False
    with suppress(ValueError):
        ast.literal_eval(part.value)
        return part.targets[0].id in app.config.values
    return False
