"""Settings of conf.py that are another kind of value than they have to be, such as ``release = 1.0``.

Sphinx tells them only once everything was set up with them, which ends in a traceback. Here each is told and mended
first: a number where a text is wanted becomes a text, one text where several are wanted a list,
anything else the default.
"""

from __future__ import annotations

from collections import UserString
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from synthkit.diagnostics import Code, Problem
from synthkit.i18n import N_
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.diagnostics.warnings import report, settled

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


class Kind(Enum):
    """What a setting has to be; the value says it to an editor."""

    TEXT = N_("a text between quotation marks")
    TEXTS = N_("texts between quotation marks, in square brackets")
    TABLE = N_("names with their values, in curly brackets")
    SWITCH = N_("True or False")
    AUTO = N_("True, False or 'auto'")


#: Ours, and those of Sphinx and sphinxcontrib-bibtex that are read before Sphinx looks at their kinds.
KINDS = {
    "synthkit_publication": Kind.TABLE,
    "synthkit_repository": Kind.TABLE,
    "synthkit_citation_style": Kind.TEXT,
    "synthkit_citation_styles": Kind.TEXTS,
    "synthkit_chapter_references": Kind.SWITCH,
    "synthkit_french_typography": Kind.AUTO,
    "synthkit_readable": Kind.TEXTS,
    "synthkit_pages": Kind.TEXT,
    "synthkit_editions": Kind.TEXT,
    "project": Kind.TEXT,
    "author": Kind.TEXT,
    "version": Kind.TEXT,
    "release": Kind.TEXT,
    "html_baseurl": Kind.TEXT,
    "bibtex_bibfiles": Kind.TEXTS,
    "latex_elements": Kind.TABLE,
    "html_theme_options": Kind.TABLE,
    "html_context": Kind.TABLE,
    "html_sidebars": Kind.TABLE,
    "html_static_path": Kind.TEXTS,
    "latex_additional_files": Kind.TEXTS,
    "suppress_warnings": Kind.TEXTS,
}
#: One text or several; ``project_copyright`` is the same setting, which Sphinx keeps equal.
_ONE_OR_MORE = "copyright"


def mend(app: Sphinx, config: Config) -> None:
    """Tell what is of the wrong kind, and put in its place what it was meant to be, or the default."""
    conf = Path(app.confdir) / "conf.py"
    problems = []
    for name, kind in _known(config):
        given = config[name]
        meant = fitting(given, kind)
        if meant is None or meant != given:
            config[name] = _default(config, name) if meant is None else meant
            problems.append(
                Problem(
                    Code.INVALID_VALUE,
                    N_("conf.py: %(setting)s is %(found)s; expected: %(expected)s"),
                    settled(conf, name),
                    {"setting": name, "found": _short(given), "expected": kind.value},
                )
            )
    report(problems, i18n_of(config))


def _known(config: Config) -> Iterator[tuple[str, Kind]]:
    """The settings that conf.py or the command line gave, with their kinds."""
    for name, kind in KINDS.items():
        if name in config.values and config[name] != _default(config, name):
            yield name, kind
    yield _ONE_OR_MORE, Kind.TEXTS if isinstance(config[_ONE_OR_MORE], list | tuple) else Kind.TEXT


def _default(config: Config, name: str) -> object:
    # Sphinx takes the default of the one from the other, which has the same wrong value
    default = config.values["project_copyright" if name == _ONE_OR_MORE else name].default
    return default(config) if callable(default) else default


def fitting(value: object, kind: Kind) -> object | None:
    """The value itself where it is of the kind, what it was meant to be where that is plain, else None."""
    if kind is Kind.TEXTS:
        return _texts(value)
    if kind is Kind.TEXT:
        return _text(value)
    is_fitting = {
        Kind.TABLE: isinstance(value, Mapping),
        Kind.SWITCH: isinstance(value, bool),
        Kind.AUTO: isinstance(value, bool) or value == "auto",
    }
    return value if is_fitting[kind] else None


def _text(value: object) -> object | None:
    """A text; a number as one."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str | UserString | Path) else None


def _texts(value: object) -> object | None:
    """A collection of texts without what is none; one text as a list of it."""
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list | tuple | set | frozenset):
        return None
    texts = [text for text in map(_text, value) if text is not None]
    return value if texts == list(value) else texts


def _short(value: object) -> str:
    said = repr(value)
    return said if len(said) <= 60 else f"{said[:59]}…"
