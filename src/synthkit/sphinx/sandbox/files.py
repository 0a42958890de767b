"""Pages show files of the book alone: what a path or a symbolic link elsewhere leads to is refused and told.

``synthkit_readable`` in conf.py names further folders. Files that conf.py itself names are the editors' own choice.
"""

from __future__ import annotations

import glob
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives import misc
from sphinx import addnodes
from sphinx.directives.code import LiteralInclude
from sphinx.directives.other import Include
from sphinx.directives.patches import CSVTable
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from synthkit.diagnostics import Code, Problem, Where
from synthkit.i18n import N_
from synthkit.sanitize import paths
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.diagnostics.warnings import report
from synthkit.sphinx.domain import SynthDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_OUTSIDE = N_(
    "'%(found)s' lies outside the book, and is left out; "
    "expected: a file of the book, or its folder among synthkit_readable in conf.py"
)
_NO_TEXT = N_("'%(found)s' is no file a book can hold, and is left out; expected: a file with a plain name")
_WEB = N_("'%(found)s' would be fetched while the book is built, and is left out; expected: a file of the book")
_PARSERS = ("rst", "restructuredtext", "markdown", "myst", "commonmark")
#: Behind what finds headings and reads raw HTML (870, 871), before Sphinx's collectors copy files.


def register(app: Sphinx) -> None:
    """Guard every way by which a page reads a file."""
    app.add_config_value("synthkit_readable", [], "env", (list, tuple))
    for name, directive in _GUARDED.items():
        app.add_directive(name, directive, override=True)


# -- files of the book that lead out of it ---------------------------------------------------------------


def leave_out(app: Sphinx, config: Config) -> None:
    """Have Sphinx pass over files that lead out of the book, as if they were not there."""
    book = Path(app.srcdir)
    unfit = dict(paths.unfit(book, _folders(book, Path(app.confdir), config)))
    patterns = [path.relative_to(book).as_posix() for path in unfit]
    for static in (*config.html_static_path, *config.html_extra_path):  # matched as seen from their folder
        folder = Path(app.confdir, static)
        inside = [path.relative_to(folder).as_posix() for path in unfit if path.is_relative_to(folder)]
        patterns += [part for name in inside for part in (name, f"./{name}")]
    names = map(_as_pattern, patterns)
    config.exclude_patterns = [*config.exclude_patterns, *(part for name in names for part in (name, f"{name}/**"))]
    app.synthkit_unfit = unfit  # type: ignore[attr-defined]


def report_left_out(app: Sphinx) -> None:
    """Tell them; for ``builder-inited``."""
    unfit: dict[Path, bool] = app.synthkit_unfit  # type: ignore[attr-defined]
    problems = (
        Problem(Code.OUTSIDE_BOOK, _OUTSIDE, Where(path=str(path)), {"found": path.name})
        if leads_out
        else Problem(Code.UNREADABLE_FILE, _NO_TEXT, Where(path=str(path.parent)), {"found": ascii(path.name)[1:-1]})
        for path, leads_out in unfit.items()
    )
    report(problems, i18n_of(app.config))


def _as_pattern(name: str) -> str:
    return re.sub(r"[\[\]*?]", "?", name)


def _folders(book: Path, confdir: Path, config: Config) -> tuple[Path, ...]:
    return (book, *(confdir / str(name) for name in config.synthkit_readable))


# -- files that pages name -------------------------------------------------------------------------------


def is_within(env: BuildEnvironment, path: str | Path) -> bool:
    """Whether a page may show a file."""
    return paths.lies_within(path, _folders(Path(env.srcdir), Path(env._app.confdir), env.config))


class _Guarded:
    """What the directives share that read files."""

    def refusal(self, named: str, path: str | Path) -> bool:
        """Whether the file is refused, which is noted then."""
        env: BuildEnvironment = self.env  # type: ignore[attr-defined]
        if not is_within(env, path):
            self.note(Code.OUTSIDE_BOOK, _OUTSIDE, named)
        elif not paths.is_readable(path):
            self.note(Code.UNREADABLE_FILE, _NO_TEXT, named)
        else:
            return False
        return True

    def note(self, code: Code, message: str, named: str) -> None:
        """Tell the directive's mistake where it stands."""
        source, line = self.get_source_info()  # type: ignore[attr-defined]
        _note(self.env, code, message, named, line, source)  # type: ignore[attr-defined]

    def beside(self, name: str) -> str:
        """A path as docutils sees it: from the file it is written in."""
        document = self.state.document  # type: ignore[attr-defined]
        return misc.adapt_path(name, document.current_source, document.settings.root_prefix)


def _note(env: BuildEnvironment, code: Code, message: str, named: str, line: int, source: str = "") -> None:
    domain = SynthDomain.of(env)
    docname = env.current_document.docname
    where = Where(docname, source or str(env.doc2path(docname)), max(line, 1))
    domain.note_problems(docname, [Problem(code, message, where, {"found": named[:200]})])


def _parser_name(argument: str) -> Any:
    name = str(argument).strip().lower()
    if name not in _PARSERS:  # docutils would import any module of that name
        raise ValueError(f"expected: {', '.join(_PARSERS)}")
    if name in _PARSERS[:2]:
        return directives.parser_name(name)
    from synthkit.sphinx.sandbox.myst import IncludedMarkdown  # noqa: PLC0415 - MyST needn't be installed

    return IncludedMarkdown


class GuardedInclude(_Guarded, SphinxDirective):
    """``include``, handed on to the one of the page's markup."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = {
        **(Include.option_spec or {}),
        "parser": _parser_name,
        # of MyST alone
        "relative-images": directives.flag,
        "relative-docs": directives.path,
        "heading-offset": directives.nonnegative_int,
    }

    def run(self) -> Any:
        """Include a file of the book, or one of those that come with docutils."""
        named = "".join(part.strip() for part in self.arguments[0].splitlines())
        if named.startswith("<") and named.endswith(">"):
            own = Include.standard_include_path
            if not paths.lies_within(own / named[1:-1].lstrip("/"), (own,)):
                self.note(Code.OUTSIDE_BOOK, _OUTSIDE, named)
                return []
        elif self.refusal(named, self.env.relfn2path(named)[1]):
            return []
        renderer = getattr(self.state, "_renderer", None)
        if renderer is None:
            return Include(
                self.name,
                self.arguments,
                self.options,
                self.content,
                self.lineno,
                self.content_offset,
                self.block_text,
                self.state,
                self.state_machine,
            ).run()
        from myst_parser.mocking import MockIncludeDirective  # noqa: PLC0415 - here the page is Markdown

        return MockIncludeDirective(
            renderer, self.name, Include, self.arguments, self.options, list(self.content), self.lineno
        ).run()


class GuardedLiteralInclude(_Guarded, LiteralInclude):
    """``literalinclude``."""

    def run(self) -> Any:
        """Show a file of the book, or how two of them differ."""
        for named in filter(None, (self.arguments[0], self.options.get("diff"))):
            if self.refusal(named, self.env.relfn2path(named)[1]):
                return []
        return super().run()


class GuardedTable(_Guarded, CSVTable):
    """``csv-table``."""

    @property
    def env(self) -> BuildEnvironment:
        """As Sphinx's own directives have it."""
        return cast("BuildEnvironment", self.state.document.settings.env)

    def get_source_info(self) -> tuple[str, int]:
        """As Sphinx's own directives have it."""
        return cast("tuple[str, int]", self.state_machine.get_source_and_line(self.lineno))

    def run(self) -> Any:
        """Show the rows of a file of the book."""
        if "url" in self.options:
            self.note(Code.OUTSIDE_BOOK, _WEB, self.options["url"])
            return []
        named = self.options.get("file")
        if named is not None:
            path = Path(self.env.srcdir, named[1:]) if _is_from_top(named) else Path(self.beside(named))
            if self.refusal(named, path):
                return []
        return super().run()


def _is_from_top(named: str) -> bool:
    return named.startswith(("/", os.sep)) and not os.path.exists(named)


class GuardedRaw(_Guarded, misc.Raw, SphinxDirective):
    """``raw``; what it may hold is seen to by ``guarded_markup``."""

    def run(self) -> Any:
        """Hand a passage on, of a file of the book where it names one."""
        if "url" in self.options:
            self.note(Code.OUTSIDE_BOOK, _WEB, self.options["url"])
            return []
        named = self.options.get("file")
        if named is not None and self.refusal(named, self.beside(named)):
            return []
        return super().run()


_GUARDED = {
    "include": GuardedInclude,
    "literalinclude": GuardedLiteralInclude,
    "csv-table": GuardedTable,
    "raw": GuardedRaw,
}


class GuardedFiles(SphinxTransform):
    """Pictures and downloads of the book alone; of others the words stay."""

    def apply(self, **kwargs: Any) -> None:
        """Visit one document."""
        for image in list(self.document.findall(nodes.image)):
            named = image.get("uri", "")
            if "://" not in named and not named.startswith("data:") and self._is_refused(named, image):
                words = image.get("alt") or ""
                in_line = isinstance(image.parent, nodes.TextElement)
                image.replace_self(nodes.inline("", words) if in_line else nodes.paragraph("", words))
        for download in list(self.document.findall(addnodes.download_reference)):
            named = download.get("reftarget", "")
            if "://" not in named and self._is_refused(named, download):
                download.replace_self(nodes.inline("", "", *download.children))

    def _is_refused(self, named: str, node: nodes.Element) -> bool:
        try:
            path = self.env.relfn2path(named, self.env.docname)[1]
            found = [path, *glob.glob(path)] if "*" in path else [path]
        except (OSError, ValueError):  # a null character
            found = [""]
        if not all(is_within(self.env, path) for path in found):
            code, message = Code.OUTSIDE_BOOK, _OUTSIDE
        elif not paths.is_plain(named) or not all(map(_may_be_shown, found)):
            code, message = Code.UNREADABLE_FILE, _NO_TEXT
        else:
            return False
        line = next((parent.line for parent in _upwards(node) if parent.line), 1)
        _note(self.env, code, message, named, line)
        return True


def _may_be_shown(path: str) -> bool:
    return paths.is_readable(path) and not os.path.isdir(path)


def _upwards(node: nodes.Node | None) -> Any:
    while node is not None:
        yield node
        node = node.parent
