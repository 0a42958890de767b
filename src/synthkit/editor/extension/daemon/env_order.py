"""The environment as a first reading would have left it: what was read again stands at the end otherwise."""

from collections.abc import Iterable, Set
from pathlib import PurePath
from typing import Any, cast

from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.domain import BibtexDomain


def restore(env: BuildEnvironment) -> None:
    """Sort what goes by document names; Sphinx reads documents in that order."""
    for holder in (vars(env), *env.domaindata.values()):
        for value in holder.values():
            if isinstance(value, dict) and len(value) > 1 and value.keys() <= env.all_docs.keys():
                _sort(value)
    cite = cast("BibtexDomain", env.get_domain("cite"))
    cite.citation_refs.sort(key=lambda reference: reference.docname)
    bibliographies = sorted(cite.bibliographies.items(), key=lambda item: item[0].docname)
    cite.bibliographies.clear()
    cite.bibliographies.update(bibliographies)


def with_pictures_of_one_name(env: BuildEnvironment) -> Set[str]:
    """The documents that have a picture, when two pictures want one file name: who comes first gets it."""
    names = {path: name for path, (_, name) in env.images.items()}
    if all(PurePath(path).name == name for path, name in names.items()):
        return frozenset()
    return frozenset(docname for docnames, _ in env.images.values() for docname in docnames)


def _sort(value: dict[str, Any]) -> None:
    keys: Iterable[str] = list(value)
    if keys != (ordered := sorted(keys)):
        items = [(key, value[key]) for key in ordered]
        value.clear()
        value.update(items)
