"""Settings of conf.py that are another kind of value than they have to be, such as ``release = 1.0``.

Sphinx reports them only once everything was set up with them, which ends in a traceback. Here each is reported and
mended first: a number where a text is wanted becomes a text, one text where several are wanted a list, anything else
the default.
"""

from collections import UserString
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from synthkit.diagnostics import Code, Problem
from synthkit.i18n import N_
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.diagnostics.warnings import report, settled


class Kind(Enum):
    """What a setting has to be; the value says it to an editor."""

    TEXT = N_("a text between quotation marks")
    TEXTS = N_("texts between quotation marks, in square brackets")
    TABLE = N_("names with their values, in curly brackets")
    SWITCH = N_("True or False")
    AUTO = N_("True, False or 'auto'")


#: Ours, and those of Sphinx and sphinxcontrib-bibtex that are read before Sphinx looks at their kinds.
_NAMES = {
    Kind.TEXT: "synthkit_citation_style synthkit_pages synthkit_editions project author version release html_baseurl",
    Kind.TEXTS: "synthkit_citation_styles synthkit_readable bibtex_bibfiles html_static_path latex_additional_files "
    "suppress_warnings",
    Kind.TABLE: "synthkit_publication synthkit_repository latex_elements html_theme_options html_context html_sidebars",
    Kind.SWITCH: "synthkit_chapter_references",
    Kind.AUTO: "synthkit_french_typography",
}
KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}
#: One text or several.
_COPYRIGHT = "copyright"


def mend(app: Sphinx, config: Config) -> None:
    """Report what is of the wrong kind, and put in its place what it was meant to be, or the default."""
    conf = Path(app.confdir) / "conf.py"
    problems = []
    of_copyright = Kind.TEXTS if isinstance(config[_COPYRIGHT], list | tuple) else Kind.TEXT
    for name, kind in {**KINDS, _COPYRIGHT: of_copyright}.items():
        # Sphinx takes the default of copyright from project_copyright, which has the same wrong value
        option = config.values.get("project_copyright" if name == _COPYRIGHT else name)
        if option is None:  # of an extension the book doesn't have
            continue
        given, default = config[name], option.default(config) if callable(option.default) else option.default
        meant = fitting(given, kind)
        if given != default and (meant is None or meant != given):
            config[name] = default if meant is None else meant
            message = N_("conf.py: %(setting)s is %(found)s; expected: %(expected)s")
            found = repr(given) if len(repr(given)) <= 60 else f"{repr(given)[:59]}…"
            values = {"setting": name, "found": found, "expected": kind.value}
            problems.append(Problem(Code.INVALID_VALUE, message, settled(conf, name), values))
    report(problems, i18n_of(config))


def fitting(value: object, kind: Kind) -> object | None:
    """The value itself where it is of the kind, what it was meant to be where that is plain, else None."""
    match kind, value:
        case (Kind.SWITCH | Kind.AUTO, bool()) | (Kind.AUTO, "auto") | (Kind.TABLE, Mapping()):
            return value
        case Kind.TEXT, str() | UserString() | Path():
            return value
        case Kind.TEXT, int() | float() if not isinstance(value, bool):
            return str(value)
        case Kind.TEXTS, str():
            return [value]
        case Kind.TEXTS, list() | tuple() | set() | frozenset():
            texts = [text for text in (fitting(one, Kind.TEXT) for one in value) if text is not None]
            return value if texts == list(value) else texts
    return None
