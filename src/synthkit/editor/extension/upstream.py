"""Warnings of Sphinx, docutils and MyST on their way to the reader: put in our words, or left out as an echo.

The filter stands behind Sphinx's own, which have silenced what conf.py silences and found out where a warning points.
"""

import linecache
import logging
import os
import re
from collections.abc import Iterable, Mapping
from functools import partial
from gettext import NullTranslations
from pathlib import Path
from typing import Any, cast

from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import get_language
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.logging import NAMESPACE, WarningStreamHandler

from synthkit.diagnostics import Code, Problem, format_message, nearest
from synthkit.editor.extension import source_lint
from synthkit.editor.upstream_messages import ECHO, UNKNOWN, rewritten
from synthkit.i18n import N_, i18n_of_terminal
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.warnings import first_line, settled

#: What one flaw of ours explains: the warnings of others it makes superfluous wherever they point within the block.
_OPTIONS = ("myst.directive_option", "myst.directive_comments", "myst.directive_parse")
#: Our problems that explain all others of their line.
_EXPLAINING = (
    *(Code.NOT_UTF8, Code.MERGE_CONFLICT, Code.BROKEN_FRONT_MATTER, Code.UNCLOSED_FENCE, Code.MALFORMED_FENCE),
    *(Code.MALFORMED_OPTION, Code.MALFORMED_ROLE, Code.MALFORMED_LINK),
)
#: Types of Python in words.
_TYPES = {
    "bool": N_("True or False"),
    "str": N_("a text between quotation marks"),
    "int": N_("a number"),
    "float": N_("a number"),
    **dict.fromkeys(("list", "tuple", "set", "frozenset"), N_("values in square brackets")),
    "dict": N_("names with their values, in curly brackets"),
    "NoneType": "None",
}
_ENDING = N_(
    "the table of contents names '%(found)s', but no page is made of '%(file)s' for its ending; "
    "expected: the file's name as %(expected)s"
)


def warning_handlers() -> list[logging.Handler]:
    """The handlers through which Sphinx prints warnings."""
    return [one for one in logging.getLogger(NAMESPACE).handlers if isinstance(one, WarningStreamHandler)]


def install(app: Sphinx) -> None:
    """Put the filter at the end of Sphinx's own."""
    for handler in warning_handlers():
        handler.addFilter(partial(_filter, app))
    getattr(app, "collect", bool)()  # a check keeps what a build prints


def _filter(app: Sphinx, record: logging.LogRecord) -> bool:
    """Whether a warning is reported; what others say is changed in place, ours passes as it is."""
    kind = kind_of(record)
    if kind.startswith("synthkit."):
        return True
    shown = f" [{kind}]" if kind else ""
    rule, values = rewritten(kind, message_of(record))
    path, line = place_of(record)
    if values.get("document"):
        path, line = str(app.env.doc2path(values["document"])), 1
    record.location = f"{path}:{line}" if line else getattr(record, "location", None)
    if rule is ECHO or _is_echo(app, kind, path, line):
        return False
    # Sphinx speaks the user's language on the console where its own program set that up, as ours doesn't
    is_translated = type(translators.get(("console", "sphinx"))) not in (type(None), NullTranslations)
    if rule is UNKNOWN and is_translated:
        return True
    # as an editor knows them: paths seen from the book, lists without quotes
    i18n = i18n_of_terminal(app.config.language)
    for folder in (f"{app.srcdir}{os.sep}", f"{os.path.relpath(app.srcdir)}{os.sep}"):
        values = {name: value.replace(folder, "") for name, value in values.items()}
    for name in ("allowed", "is"):
        listed = sorted(re.split(r",? or |, ", re.sub("['\"]", "", values.get(name, ""))))
        values |= (
            {name: ", ".join(dict.fromkeys(i18n(_TYPES.get(one, one)) for one in listed))} if name in values else {}
        )
    if rule.known:
        close = nearest(values["found"], _known(app, rule.known, values, path))
        values["nearest"] = close if close != values["found"] else ""
    found, message = values.get("found", ""), rule.message
    if kind == "toc.not_readable" and (other := _with_another_ending(app, found, path)):
        message = _ENDING
        values |= {"nearest": "", "file": other, "expected": f"{os.path.splitext(other)[0]}.md"}
    if rule.message.startswith("conf.py"):
        record.location = str(settled(Path(app.confdir, "conf.py"), found))
    if kind in ("toc.not_readable", "toc.excluded", "toc.empty_glob"):
        entry = Path(found).name
        line = next((number for number in range(line, line + 200) if entry in linecache.getline(path, number)), line)
        record.location = f"{path}:{line}"
    if path and not line:
        line = first_line(Path(path), re.escape(found))
        record.location = f"{path}:{line}"
    text = format_message(message, values, i18n)
    record.msg, record.args = "%s", (text + shown,)
    if included := _included(app, path, line, found):
        record.location = f"{included}:{line}"
        return app.env.path2doc(included) not in app.env.found_docs  # is read as a page, too
    return True


def _with_another_ending(app: Sphinx, found: str, path: str) -> str:
    """The file that a table of contents means, whose ending makes no page of it."""
    folder = Path(path).parent if path and not found.startswith("/") else Path(app.srcdir)
    meant = folder / found.lstrip("/")
    beside = meant.parent.glob("*") if os.path.isdir(meant.parent) else ()
    return next((one.name for one in beside if one.is_file() and meant.name in (one.name, one.stem)), "")


def _included(app: Sphinx, path: str, line: int, found: str) -> str:
    """The file whose line a page that includes it is blamed for; empty where the line is the page's own."""
    env = getattr(app, "env", None)
    name = env.path2doc(path) if env and path and found else None
    if env is None or name is None or found in linecache.getline(path, line):
        return ""
    paths = (os.path.join(env.srcdir, one) for one in env.dependencies.get(name, ()))
    texts = (one for one in paths if one.endswith((".md", ".rst")))
    return next((one for one in texts if found in linecache.getline(one, line)), "")


def _is_echo(app: Sphinx, kind: str, path: str, line: int) -> bool:
    """Whether a problem of ours in the same file says the same, and better."""
    documents = SynthDomain.of(app.env).documents.values() if path and hasattr(app, "env") else ()
    problems = (problem for document in documents for problem in document.problems if problem.where.path == path)
    return any(_explains(problem, kind, line) for problem in problems)


def _known(app: Sphinx, known: str, values: Mapping[str, str], path: str) -> Iterable[str]:
    env, book = app.env, app.srcdir
    here = Path(path).parent if path else Path(book)
    match known:
        case "directives" | "roles":
            names = getattr(source_lint.vocabulary(env), known)
            return [name for name in names if ":" not in name or ":" in values["found"] or name.startswith("cite:")]
        case "allowed" | "options":
            english, name = cast(Any, get_language("en")), values.get("directive", "")
            directive = None if known == "allowed" else directives.directive(name, english, new_document(""))[0]
            return getattr(directive, "option_spec", None) or values.get("allowed", "").split(", ")
        case "pages":
            return (os.path.relpath(env.doc2path(name), here) for name in env.found_docs)
        case "documents":
            folder = here.relative_to(book) if here.is_relative_to(book) else Path()
            return {name for doc in env.found_docs for name in (doc, os.path.relpath(doc, folder))}
        case "files":  # those beside one that isn't there, seen from the folder of the book
            beside = (book / values["found"].lstrip("/")).parent
            found = beside.glob("*") if os.path.isdir(beside) else ()  # pathlib raises at too long a name
            return (os.path.relpath(file, book) for file in found if file.is_file())
    records = SynthDomain.of(env).catalogue.records
    return [*(record.id for record in records), *env.get_domain("std").data["anonlabels"]]


def kind_of(record: logging.LogRecord) -> str:
    """``type.subtype`` of a warning; empty when it has none."""
    return ".".join(filter(None, (getattr(record, "type", ""), getattr(record, "subtype", ""))))


def message_of(record: logging.LogRecord) -> str:
    """What a warning says, without the place before it and the type behind it."""
    return logging.LogRecord.getMessage(record).removesuffix(f" [{kind_of(record)}]")


def place_of(record: logging.LogRecord) -> tuple[str, int]:
    """The file and the line a warning points to; empty and 0 where it has none."""
    location = getattr(record, "location", None)
    if not isinstance(location, str):
        return "", 0
    # of a line of Markdown Sphinx makes the name of a document, and of that a file
    location = re.sub(r"(\.(?:md|rst))\.(?:md|rst)(?=:|$)", r"\1", location)
    path, _, number = location.rstrip(":").rpartition(":")
    return (path, int(number)) if path and number.isdigit() else (location.rstrip(":"), 0)


def _explains(problem: Problem, kind: str, line: int) -> bool:
    match problem.code:
        case Code.MALFORMED_OPTION if kind in _OPTIONS:
            return int(str(problem.values["block"])) <= line <= int(str(problem.values["end"]))
        case Code.BROKEN_FRONT_MATTER if kind == "myst.topmatter":
            return True
        case Code.MALFORMED_MARKUP if kind in ("docutils", "myst.xref_missing"):
            return problem.where.line == line
        case Code.MALFORMED_HEADING | Code.UNCLOSED_FENCE if kind == "toc.no_title":
            return True
    return problem.where.line == line and problem.code in _EXPLAINING
