"""Pages show files of the book alone: what a path or a symbolic link elsewhere leads to is left out and reported.

``synthkit_readable`` in conf.py names further folders. Files that conf.py itself names are the editors' own choice.
"""

import glob
import os
import re
from pathlib import Path
from typing import Any, ClassVar
from unicodedata import normalize
from urllib.parse import unquote

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.misc import Raw, adapt_path
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.directives.code import LiteralInclude
from sphinx.directives.other import Include
from sphinx.directives.patches import CSVTable
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from synthkit.diagnostics import Code, Problem, Where
from synthkit.epub.pages import still
from synthkit.i18n import N_
from synthkit.sanitize import paths
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.sandbox.limits import IncludedRest
from synthkit.sphinx.warnings import note, report

_OUTSIDE = N_(
    "'%(found)s' lies outside the book, and is left out; "
    "expected: a file of the book, or its folder among synthkit_readable in conf.py"
)
NO_FILE = N_("'%(found)s' is no file a book can hold, and is left out; expected: a file with a plain name")
_NO_PICTURE = N_(
    "'%(found)s' is no picture that readers can be shown, and is left out; "
    "expected: a PNG, JPEG, GIF, WebP, AVIF or SVG file"
)
_PICTURES = frozenset([".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".svgz", ".apng"])
#: With what the files of pictures begin: PNG, JPEG, GIF, WebP, what is packed; of AVIF the second four bytes.
_BEGINNINGS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x1f\x8b")
_SCRIPTED = N_("scripts of the picture '%(found)s' are left out; expected: a picture alone")
_WEB = N_("'%(found)s' would be fetched while the book is built, and is left out; expected: a file of the book")


def register(app: Sphinx) -> None:
    """Guard every way by which a page reads a file."""
    app.add_directive("include", GuardedInclude, override=True)
    app.add_directive("literalinclude", GuardedLiteralInclude, override=True)
    for name, directive in (("csv-table", CSVTable), ("raw", Raw)):  # what raw may hold is ``guard_markup``'s affair
        app.add_directive(name, type(directive.__name__, (_GuardedOfDocutils, directive), {}), override=True)


def leave_out(app: Sphinx, config: Config) -> None:
    """Have Sphinx pass over files that lead out of the book, as if they were not there."""
    book = Path(app.srcdir)
    config.synthkit_readable = [str(Path(app.confdir, str(name))) for name in config.synthkit_readable]
    unusable = dict(paths.unusable(book, (book, *config.synthkit_readable)))
    problems = [
        Problem(Code.OUTSIDE_BOOK, _OUTSIDE, Where(path=str(path)), {"found": path.name})
        if leads_out
        else Problem(Code.UNREADABLE_FILE, NO_FILE, Where(path=str(path.parent)), {"found": ascii(path.name)[1:-1]})
        for path, leads_out in unusable.items()
    ]
    report(problems, i18n_of(config))
    names = [path.relative_to(book).as_posix() for path in unusable]
    for static in (*config.html_static_path, *config.html_extra_path):  # matched as seen from their folder
        folder = Path(app.confdir, static)
        inside = [path.relative_to(folder).as_posix() for path in unusable if path.is_relative_to(folder)]
        names += [part for name in inside for part in (name, f"./{name}")]
    patterns = [re.sub(r"[\[\]*?]", "?", name) for name in names]
    config.exclude_patterns = [*config.exclude_patterns, *(part for one in patterns for part in (one, f"{one}/**"))]


def _refusal(env: BuildEnvironment, path: str | Path) -> tuple[Code, str] | None:
    if not paths.lies_within(path, (env.srcdir, *env.config.synthkit_readable)):
        return Code.OUTSIDE_BOOK, _OUTSIDE
    return None if paths.is_readable(path) else (Code.UNREADABLE_FILE, NO_FILE)


class _Guarded(SphinxDirective):
    """Mixed into a directive that reads files, which runs where the page may show all of them."""

    def run(self) -> Any:
        """Run the directive itself."""
        return [] if self._is_refused() else super().run()

    def _is_refused(self) -> bool:
        found = [(self.options["url"], (Code.OUTSIDE_BOOK, _WEB))] if "url" in self.options else []
        found += [(named, refusal) for named in self._files() if (refusal := self._reason(named))]
        for named, (code, message) in found[:1]:
            source, line = self.get_source_info()
            note(self.env, code, message, line, source, found=named[:200])
        return bool(found)

    def _files(self) -> list[str]:
        return [self.options["file"]] if "file" in self.options else []

    def _reason(self, named: str) -> tuple[Code, str] | None:
        return _refusal(self.env, self._path(named))

    def _path(self, named: str) -> str:
        return self.env.relfn2path(named)[1]


class _GuardedOfDocutils(_Guarded):
    """Sees a path from the file it is named in, and one that isn't there as Sphinx does: from the top of the book."""

    def _path(self, named: str) -> str:
        document = self.state.document
        path = str(adapt_path(named, document.current_source or "", document.settings.root_prefix))
        return path if os.path.exists(path) else super()._path(named)


class GuardedLiteralInclude(_Guarded, LiteralInclude):
    """``literalinclude``, which may compare two files."""

    def _files(self) -> list[str]:
        return [named for named in (self.arguments[0], self.options.get("diff")) if named]


def _parser(argument: str) -> type:
    """The parser of an included file; docutils would import any module of that name."""
    name = str(argument).strip().lower()
    if name in ("rst", "restructuredtext"):
        return IncludedRest
    if name not in ("markdown", "myst", "commonmark"):
        raise ValueError("expected: rst, restructuredtext, markdown, myst, commonmark")
    from synthkit.sphinx.sandbox.myst import IncludedMarkdown  # noqa: PLC0415 - MyST needn't be installed

    return IncludedMarkdown


class GuardedInclude(_Guarded):
    """``include`` of a file of the book, or of one of those that come with docutils; the page's markup includes it.

    No subclass of docutils' own, which MyST would pass over.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = {
        **(Include.option_spec or {}),
        "parser": _parser,
        # of MyST alone
        "relative-images": directives.flag,
        "relative-docs": directives.path,
        "heading-offset": directives.nonnegative_int,
    }

    def run(self) -> Any:
        """Hand on to the ``include`` of the page's markup."""
        if self._is_refused():
            return []
        renderer = getattr(self.state, "_renderer", None)
        if renderer is None:
            given = (self.name, self.arguments, self.options, self.content, self.lineno, self.content_offset)
            return Include(*given, self.block_text, self.state, self.state_machine).run()
        from myst_parser.mocking import MockIncludeDirective  # noqa: PLC0415 - here the page is Markdown

        given_in_markdown = (self.name, Include, self.arguments, self.options, list(self.content), self.lineno)
        return MockIncludeDirective(renderer, *given_in_markdown).run()

    def _files(self) -> list[str]:
        return [directives.path(self.arguments[0])]

    def _reason(self, named: str) -> tuple[Code, str] | None:
        if not (named.startswith("<") and named.endswith(">")):
            return super()._reason(named)
        own = Include.standard_include_path
        is_own = paths.lies_within(own / named[1:-1].lstrip("/"), (own,))
        return None if is_own else (Code.OUTSIDE_BOOK, _OUTSIDE)


def guard_files(env: BuildEnvironment, document: nodes.document) -> None:
    """Keep pictures and downloads of the book alone; of others the words stay."""
    for node in list(document.findall(nodes.Element)):
        if isinstance(node, nodes.image | addnodes.download_reference):
            where = "uri" if isinstance(node, nodes.image) else "reftarget"
            named = node[where] = _as_saved(env, node.get(where, ""))
            refusal = None if "://" in named or named.startswith("data:") else _refusal_of_file(env, named)
            if refusal is None and isinstance(node, nodes.image) and "chart" not in node and "*" not in named:
                path = Path(env.relfn2path(named)[1])
                is_other = os.path.isfile(path) and not _is_picture(path)  # else Sphinx reports
                refusal = (Code.UNREADABLE_FILE, _NO_PICTURE) if is_other else None
            if refusal:
                note(env, *refusal, node, found=named[:200])
                unlink(node)
            elif isinstance(node, nodes.image) and _runs(Path(env.relfn2path(named)[1])):
                note(env, Code.RAW_HTML, _SCRIPTED, node, found=named[:200])


def _is_picture(path: Path) -> bool:
    """Whether browsers show it, by its name, and by its beginning: a pointer to a file stored elsewhere is none."""
    if path.suffix.lower() not in _PICTURES:
        return False
    content = path.read_bytes()
    if path.suffix.lower() == ".svg":
        return b"<svg" in content or content.startswith((b"\xff\xfe", b"\xfe\xff"))  # UTF-16
    return content.startswith(_BEGINNINGS) or content[4:8] == b"ftyp"


def _runs(path: Path) -> bool:
    return path.suffix.lower() == ".svg" and os.path.isfile(path) and still(content := path.read_bytes()) != content


def still_pictures(app: Sphinx, exception: Exception | None) -> None:
    """Take scripts out of the pictures among the results."""
    folder = Path(app.outdir, getattr(app.builder, "imagedir", ""))
    for path in (folder / name for name in getattr(app.builder, "images", {}).values()):
        if exception is None and _runs(path):
            path.write_bytes(still(path.read_bytes()))


def _as_saved(env: BuildEnvironment, named: str) -> str:
    """A name as the disk has it: MyST writes its letters as an address does, and macOS saves accents apart."""
    if "://" in named or named.startswith("data:") or "\0" in named or os.path.exists(env.relfn2path(named)[1]):
        return named
    plain = unquote(named)
    path = Path(env.relfn2path(plain)[1])
    # pathlib raises at a name that no file can have
    beside = os.listdir(path.parent) if os.path.isdir(path.parent) and not os.path.exists(path) else ()
    same = next((one for one in beside if normalize("NFC", one) == normalize("NFC", path.name)), path.name)
    return plain.removesuffix(path.name) + same


def _refusal_of_file(env: BuildEnvironment, named: str) -> tuple[Code, str] | None:
    try:
        path = env.relfn2path(named, env.docname)[1]
        found = [path, *glob.glob(path)] if "*" in path else [path]
    except (OSError, ValueError):  # a null character
        found = [""]
    refusal = next(filter(None, (_refusal(env, path) for path in found)), None)
    if refusal is None and (not paths.is_plain(named) or any(map(os.path.isdir, found))):
        return Code.UNREADABLE_FILE, NO_FILE
    return refusal


def unlink(node: nodes.Element) -> None:
    """Leave the words of a link, the alternative text of a picture."""
    if node.parent is None:
        return
    if isinstance(node, nodes.image):
        words = node.get("alt") or ""
        in_line = isinstance(node.parent, nodes.TextElement)
        node.replace_self(nodes.inline("", words) if in_line else nodes.paragraph("", words))
    else:
        node.replace_self(node.children or [nodes.Text(node.astext())])
