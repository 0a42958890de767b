"""Settings of conf.py that are another kind of value than they have to be, such as ``release = 1.0``.

Sphinx reports them only once everything was set up with them, which ends in a traceback. Here each is reported and
mended first: a number where a text is wanted becomes a text, one text where several are wanted a list, anything else
the default.
"""

import ast
import difflib
import re
from collections import UserString
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from enum import Enum
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from synthkit.diagnostics import Code, Problem, Where, nearest
from synthkit.i18n import N_
from synthkit.model import values
from synthkit.sphinx.config import OTHER_KIND, TEXTS, i18n_of
from synthkit.sphinx.warnings import report, settled


class Kind(Enum):
    """What a setting has to be; the value says it to an editor."""

    TEXT = N_("a text between quotation marks")
    TEXTS = TEXTS
    LIST = N_("values in square brackets")
    TABLE = N_("names with their values, in curly brackets")
    SWITCH = N_("True or False")
    AUTO = N_("True, False or 'auto'")
    LANGUAGE = N_("the code of a language, as fr, en or pt_BR")
    ADDRESS = N_("an address that begins with https://")
    OTHER = N_("a value as its documentation has it")


#: Ours, and those of Sphinx and sphinxcontrib-bibtex that are read before Sphinx looks at their kinds.
_NAMES = {
    Kind.TEXT: "synthkit_citation_style synthkit_pages synthkit_editions project author version release",
    Kind.TEXTS: "synthkit_citation_styles synthkit_readable bibtex_bibfiles html_static_path latex_additional_files "
    "suppress_warnings exclude_patterns include_patterns templates_path html_extra_path "
    "myst_enable_extensions",
    Kind.LIST: "html_css_files html_js_files",
    Kind.TABLE: "synthkit_publication synthkit_repository latex_elements html_theme_options html_context html_sidebars",
    Kind.SWITCH: "synthkit_chapter_references",
    Kind.AUTO: "synthkit_french_typography",
    Kind.ADDRESS: "html_baseurl",
}
KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}
#: Settings of others by another name, and how those begin that a build reads.
_ELSEWHERE = {"lang": "language", "title": "project"}
_OURS = ("html_", "epub_", "latex_", "bibtex_", "myst_", "synthkit_")
#: The extensions of MyST, of which the nearest is named, and what its other settings have to be by their defaults.
_EXTENSIONS = (
    *("amsmath", "attrs_block", "attrs_image", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist"),
    *("html_admonition", "html_image", "linkify", "replacements", "smartquotes", "strikethrough", "substitution"),
    *("tasklist", "alert"),
)
_OF_DEFAULT = ((bool, Kind.SWITCH), (Mapping, Kind.TABLE), ((list, tuple, set), Kind.LIST), (object, Kind.OTHER))
#: One text or several.
_COPYRIGHT = "copyright"


def mend(app: Sphinx, config: Config) -> None:
    """Report what is of the wrong kind, and put in its place what it was meant to be, or the default."""
    conf = Path(app.confdir) / "conf.py"
    problems = []
    of_copyright = Kind.TEXTS if isinstance(config[_COPYRIGHT], list | tuple) else Kind.TEXT
    for name, kind in {**KINDS, "language": Kind.LANGUAGE, _COPYRIGHT: of_copyright}.items():
        # Sphinx takes the default of copyright from project_copyright, which has the same wrong value
        option = config.values.get("project_copyright" if name == _COPYRIGHT else name)
        if option is None:  # of an extension the book doesn't have
            continue
        given, default = config[name], option.default(config) if callable(option.default) else option.default
        meant = fitting(given, kind)
        if given != default and (meant is None or meant != given):
            config[name] = default if meant is None else meant
            found = repr(given) if len(repr(given)) <= 60 else f"{repr(given)[:59]}…"
            is_plain = meant is not None and kind in (Kind.LANGUAGE, Kind.ADDRESS)
            details = {"setting": name, "found": found, "expected": repr(meant) if is_plain else kind.value}
            problems.append(Problem(Code.INVALID_VALUE, OTHER_KIND, settled(conf, name), details))
    problems += _of_myst(conf, config)
    report([*problems, *_misspelt(conf, config), *_in_vain(app, conf, config)], i18n_of(config))


def _reads(settings: Callable[..., object], **given: object) -> bool:
    try:
        settings(**given)
    except (TypeError, ValueError):
        return False
    return True


def _of_myst(conf: Path, config: Config) -> Iterator[Problem]:
    """Settings MyST can't read, put aside one by one: for one of them it would forget all others."""
    try:
        from myst_parser.config.main import MdParserConfig  # noqa: PLC0415 - MyST needn't be installed
    except ImportError:
        return
    unknown = N_("conf.py: myst_enable_extensions has '%(found)s', which MyST doesn't know; expected: a name it knows")
    for name, default, _ in MdParserConfig().as_triple():
        setting = f"myst_{name}"
        if setting not in config.values or config[setting] == default:
            continue
        try:
            MdParserConfig(**{name: config[setting]})
        except (TypeError, ValueError) as error:
            if setting == "myst_enable_extensions":
                odd = [one for one in config[setting] if not _reads(MdParserConfig, **{name: [one]})]
                config[setting] = [one for one in config[setting] if one not in odd]
                for one in odd:
                    found = {"found": one, "nearest": nearest(one, _EXTENSIONS)}
                    yield Problem(Code.UNKNOWN_SETTING, unknown, settled(conf, one), found)
                continue
            given, config[setting] = repr(config[setting])[:60], default
            listed = re.search(r"must be in \[(.*?)\]", str(error))
            expected = listed[1] if listed else next(kind.value for of, kind in _OF_DEFAULT if isinstance(default, of))
            values = {"setting": setting, "found": given, "expected": expected}
            yield Problem(Code.INVALID_VALUE, OTHER_KIND, settled(conf, setting), values)


def _in_vain(app: Sphinx, conf: Path, config: Config) -> Iterator[Problem]:
    """Folders and files of the website and codes of problems that are named and aren't there."""
    message = N_("conf.py: %(setting)s names the folder '%(found)s', which isn't there")
    for name in config.templates_path:  # of others Sphinx reports it
        if not Path(app.confdir, name).exists():
            values = {"setting": "templates_path", "found": name}
            yield Problem(Code.MISSING_FILE, message, settled(conf, name), values)
    folders = [Path(app.confdir, folder) for folder in config.html_static_path]
    message = N_("conf.py: %(setting)s names '%(found)s', which is in no folder of html_static_path")
    for setting in ("html_css_files", "html_js_files"):
        for entry in config[setting]:
            name = entry if isinstance(entry, str) else str(entry[0] or "")
            if name and "//" not in name and not any((folder / name).exists() for folder in folders):
                yield Problem(Code.MISSING_FILE, message, settled(conf, name), {"setting": setting, "found": name})
    message = N_("conf.py: suppress_warnings has '%(found)s', which is the code of no problem")
    codes = [f"synthkit.{code}" for code in Code]
    for code in config.suppress_warnings:
        if code.startswith("synthkit.") and code not in codes:
            found = {"found": code, "nearest": nearest(code, codes)}
            yield Problem(Code.UNKNOWN_SETTING, message, settled(conf, code), found)


def _misspelt(conf: Path, config: Config) -> Iterator[Problem]:
    """Names that conf.py sets and nothing reads, which are almost those of settings."""
    try:
        tree = ast.parse(conf.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    read = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    known = {"extensions", *(option.name for option in config)}
    for target in (one for node in tree.body if isinstance(node, ast.Assign) for one in node.targets):
        name = target.id if isinstance(target, ast.Name) else ""
        if not name or name in known | read:
            continue
        close = difflib.get_close_matches(_ELSEWHERE.get(name, name.lower()), known, n=1, cutoff=0.85)
        if close or (name.startswith(_OURS) and any(one.startswith(name.split("_")[0]) for one in known)):
            message = N_("conf.py sets '%(found)s', which nothing reads")
            where = Where(path=str(conf), line=target.lineno)
            yield Problem(Code.UNKNOWN_SETTING, message, where, {"found": name, "nearest": "".join(close)})


def fitting(value: object, kind: Kind) -> object | None:
    """The value itself where it is of the kind, what it was meant to be where that is plain, else None."""
    match kind, value:
        case (
            (Kind.SWITCH | Kind.AUTO, bool())
            | (Kind.AUTO, "auto")
            | (Kind.TABLE, Mapping())
            | (Kind.LIST, list() | tuple())
            | (Kind.TEXT, str() | UserString() | Path())
        ):
            return value
        case Kind.TEXT, int() | float() if not isinstance(value, bool):
            return str(value)
        case Kind.TEXTS | Kind.LIST, str():
            return [value]
        case Kind.TEXTS, list() | tuple() | set() | frozenset():
            texts = [text for text in (fitting(one, Kind.TEXT) for one in value) if text is not None]
            return value if texts == list(value) else texts
        case Kind.LANGUAGE | Kind.ADDRESS, _:
            return (_language if kind is Kind.LANGUAGE else _address)(str(value))
    return None


def _language(name: str) -> str | None:
    """As Sphinx has it, from a name of the language too; None for one nobody knows."""
    bare, _, variant = re.sub(r"\.utf-?8$", "", name, flags=re.IGNORECASE).partition("@")
    try:
        code = values.parse_language(bare).replace("-", "_")
    except ValueError:
        return values.meant_language(name) or None
    return f"{code}@{variant}" if variant else code


def _address(text: str) -> str | None:
    """As it is, or behind the scheme that was left out; None for anything else."""
    for address in (text, f"https://{text}") if "." in text.partition("/")[0] or "://" in text else ():
        with suppress(ValueError):
            return re.sub(r"(?<=[^/]/)[^/]+\.html?$", "", values.parse_web_address(address))
    return None
