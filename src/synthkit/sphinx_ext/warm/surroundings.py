"""What pages show of each other: titles, headings, numbers, targets of links, names of pictures.

When any of it changed all pages are written again: which page shows what is not known. A change of a page's prose
changes none of it. Records and references have a fingerprint of their own (``consistency.py``).
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: Of a document's metadata, what no other page shows and each word changes (myst-parser).
_OWN_METADATA = {"wordcount"}
#: Domains whose data hold lines and other things of one page; what others can see of them they list as objects.
_LISTED = {"c", "changeset", "citation", "cite", "cpp", "footcite", "index", "js", "py", "rst", "synth"}


class Surroundings:
    """The fingerprint of a book's pages for each other; asked after each reading."""

    def __init__(self, env: BuildEnvironment) -> None:
        """Before extensions add to the environment."""
        self._own_attributes = set(vars(env))
        self._documents: dict[str, bytes] = {}
        self._last = b""

    def changed(self, env: BuildEnvironment, read: Iterable[str]) -> bool:
        """Whether something that other pages show changed since the last call."""
        for docname in {*read, *(self._documents.keys() - env.all_docs.keys())}:
            self._documents.pop(docname, None)
        for docname in env.all_docs.keys() - self._documents.keys():
            self._documents[docname] = _digest(_of_document(env, docname))
        known = [self._documents[docname] for docname in sorted(self._documents)]
        found = hashlib.sha256(b"".join(known) + _digest(_of_book(env, self._own_attributes))).digest()
        changed, self._last = found != self._last, found
        return changed


def _digest(parts: Iterable[str | bytes]) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.digest()


def _of_document(env: BuildEnvironment, docname: str) -> Iterator[str]:
    yield docname
    for holder in (env.titles, env.longtitles, env.tocs):
        yield holder[docname].pformat() if docname in holder else ""
    metadata = env.metadata.get(docname, {})
    yield repr(sorted((key, value) for key, value in metadata.items() if key not in _OWN_METADATA))
    yield repr(env.toctree_includes.get(docname))


def _of_book(env: BuildEnvironment, own_attributes: Set[str]) -> Iterator[str | bytes]:
    # numbers depend on documents that were not read again
    yield repr(sorted(env.toc_secnumbers.items()))
    yield repr(sorted(env.toc_fignumbers.items()))
    yield repr(sorted((path, name) for path, (_, name) in env.images.items()))
    for domain in env.domains.sorted():
        yield repr(sorted(map(repr, domain.get_objects())))
        if domain.name in ("std", "math"):
            yield from (repr(sorted(map(repr, _items(value)))) for value in domain.data.values())
        elif domain.name not in _LISTED:
            yield pickle.dumps(domain.data)
    for name in sorted(vars(env).keys() - own_attributes):
        yield pickle.dumps(vars(env)[name])


def _items(value: object) -> Iterable[object]:
    return value.items() if isinstance(value, dict) else [value]
