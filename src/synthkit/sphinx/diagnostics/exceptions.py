"""What ended a build or a check, as one problem with a place instead of a traceback."""

import re
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ConfigError, ExtensionError, SphinxError, SphinxParallelError, ThemeError

from synthkit.diagnostics import Code, Problem, Where
from synthkit.fs import os_errors
from synthkit.i18n import N_
from synthkit.sphinx.builders import CHECKER
from synthkit.sphinx.config import OTHER_KIND, TEXTS
from synthkit.sphinx.warnings import first_line, settled

_CURLY = re.compile("[“”„‘’«»]")


def explained(error: Exception, app: Sphinx | None, book: Path, folder: Path) -> Problem:
    """The problem an exception stands for, its traceback kept for the developers in ``folder``."""
    book, log = book.resolve(), folder / "error.log"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    conf, text, cause = book / "conf.py", str(error), error.__cause__ or error
    if isinstance(error, ConfigError) or re.match(r"setup\(\) (?:takes|missing)", text):
        return _of_settings(error, cause, conf)
    if isinstance(error, ExtensionError) and text.startswith("Could not import extension"):
        return _of_extension(text.split()[4], cause, conf)
    if any(frame.name == "_init_i18n" for frame in traceback.extract_tb(error.__traceback__)):
        message = N_("conf.py: language is no text between quotation marks; expected: the code of a language, as 'fr'")
        return Problem(Code.INVALID_VALUE, message, settled(conf, "language"))
    where, values = Where(path=str(conf), line=1), {}
    first = re.search(r"master document \((.*)\.rst\)", text)
    if (first and Path(f"{first[1]}.md").is_file()) or cause.args == ("markdown",):
        message = N_('nothing reads the pages in Markdown; expected: "myst_parser" among the extensions')
        where = replace(where, line=first_line(conf, "extensions"))
    elif plugin := re.search(r"plugin (?:sphinxcontrib\.bibtex|pybtex)\S+\.([^\s.]+) not found", text):
        values = {"found": plugin[1]}
        message = N_("'%(found)s' is no style of citations; expected: a CSL style by name in synthkit_citation_style")
        where = settled(conf, plugin[1])
    elif any(frame.filename.endswith("theming.py") for frame in traceback.extract_tb(error.__traceback__)):
        found = re.search(r"'([^']*)'", text) if isinstance(error, ThemeError) else None
        values = {"found": found[1] if found else "html_theme"}
        message = N_("the theme '%(found)s' can't be loaded; expected: its name, and the theme installed by pip")
        where = settled(conf, values["found"])
    elif isinstance(error, SphinxError) and "master document" in text:
        message = N_("the book has no first page; expected: a file index.md, or root_doc in conf.py naming another")
        where = replace(where, line=first_line(conf, r"^(?:root|master)_doc\s*="))
    elif unread := re.search(r"Source parser for (\S+) not registered", text):
        values = {"setting": "source_suffix", "found": f"'{unread[1]}'", "expected": "'markdown', 'restructuredtext'"}
        message, where = OTHER_KIND, settled(conf, unread[1])
    elif isinstance(error, SphinxError) and f"name {CHECKER} not registered" in text:
        message = N_('the book does without synthkit; expected: "synthkit" among the extensions')
        where = replace(where, line=first_line(conf, "extensions"))
    else:
        # what the machine refused; a process that reads or writes beside this one reports it as text
        refused: BaseException | None = os_errors.from_text(text) if isinstance(error, SphinxParallelError) else error
        refused = refused.__cause__ if isinstance(refused, SphinxError) else refused
        if isinstance(refused, OSError) and refused.errno:
            return os_errors.problem_of(refused, folder)
        env = getattr(app, "env", None)
        return _unforeseen(error, book, env.current_document.docname if env is not None else "", log)
    return Problem(Code.BROKEN_SETTINGS, message, where, values)


def _of_settings(error: BaseException, cause: BaseException, conf: Path) -> Problem:
    if not conf.is_file():
        message = N_("there is no conf.py; expected: the folder of a book")
        return Problem(Code.BROKEN_SETTINGS, message, Where(path=str(conf)))
    where = Where(path=str(conf), line=1)
    if isinstance(cause, SyntaxError) and cause.filename in (str(conf), None):
        words = (cause.text or "").strip()[:60]
        where = replace(where, line=cause.lineno or 1)
        if curly := _CURLY.search(words):
            message = N_("conf.py has the quotation mark %(found)s; expected: straight ones, as in %(expected)s")
            expected = re.sub(r"\s*»|«\s*", '"', re.sub("[“”„]", '"', re.sub("[‘’]", "'", words)))
            return Problem(Code.BROKEN_SETTINGS, message, where, {"found": curly[0], "expected": expected})
        message = N_(
            "conf.py can't be read at '%(found)s'; expected: here and at the end of the line above, "
            "closed quotation marks and brackets, commas between values"
        )
        return Problem(Code.BROKEN_SETTINGS, message, where, {"found": words})
    frames = [frame for frame in traceback.extract_tb(cause.__traceback__) if frame.filename == str(conf)]
    message = N_("conf.py stops here: %(found)s; expected: settings alone, as name = value")
    found = f"{type(cause).__name__}: {cause}" if cause is not error else str(error)
    line = frames[-1].lineno if frames else first_line(conf, r"^def setup\b")
    return Problem(Code.BROKEN_SETTINGS, message, replace(where, line=line or 1), {"found": " ".join(found.split())})


def _of_extension(name: str, cause: BaseException, conf: Path) -> Problem:
    package = name.split(".", maxsplit=1)[0]
    if len(name) == 1:  # of a text each sign is one
        values = {"setting": "extensions", "found": f"'{name}…'", "expected": TEXTS}
        return Problem(Code.INVALID_VALUE, OTHER_KIND, settled(conf, "extensions"), values)
    if isinstance(cause, ModuleNotFoundError) and (cause.name or "").split(".")[0] == package:
        message = N_("the extension '%(found)s' isn't installed; expected: pip install %(package)s, or another name")
        values = {"found": name, "package": package.replace("_", "-")}
    else:
        message = N_("the extension '%(found)s' can't be loaded: %(reason)s; expected: pip install of what it lacks")
        values = {"found": name, "reason": str(cause)}
    return Problem(Code.BROKEN_SETTINGS, message, settled(conf, name), values)


def _unforeseen(error: BaseException, book: Path, docname: str, log: Path) -> Problem:
    inner = error
    while isinstance(inner, SphinxError) and inner.__cause__ is not None:
        inner = inner.__cause__
    found = " ".join(f"{type(inner).__name__}: {inner}".split())[:200]
    pages: Iterator[Path] = (book / f"{docname}{suffix}" for suffix in (".md", ".rst") if docname)
    page = next((path for path in pages if path.is_file()), None)
    message = N_(
        "an error nobody foresaw ended the work (%(found)s); "
        "expected: your last change to this file taken back, and a word to the developers with the file %(log)s"
    )
    return Problem(Code.INTERNAL_ERROR, message, Where(docname, str(page or book)), {"found": found, "log": log})
