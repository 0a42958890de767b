"""``chart``: a bar chart of a CSV of the book, and below it the same numbers as a table."""

from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Literal

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from synthkit.diagnostics import Code, Problem, Where
from synthkit.figures import chart, typst
from synthkit.i18n import N_
from synthkit.sanitize.paths import lies_within
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.node_helpers import row, table

_UNREADABLE = N_("the chart cannot read '%(found)s'; expected: a CSV of the book, as UTF-8")
_NO_NUMBER = N_(
    "line %(line)s of '%(file)s' has '%(found)s'; expected: a heading for each column, then lines of a label and a "
    "number from 0 for each series, as: Denmark,42.0"
)
_FORMATS: dict[str, Literal["svg", "pdf"]] = {"image/svg+xml": "svg", "application/pdf": "pdf"}


class ChartDirective(SphinxDirective):
    """A figure whose picture is drawn when a page is written, and its table; the body is the caption."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = {"unit": directives.unchanged, "alt": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Read the CSV; what is wrong with it is a problem of the page."""
        named = self.arguments[0]
        relative, absolute = self.env.relfn2path(named)
        self.env.note_dependency(relative)
        try:
            if not lies_within(absolute, (self.env.srcdir, *self.env.config.synthkit_readable)):
                raise OSError
            found = chart.read(Path(absolute).read_text(encoding="utf-8"))
        except chart.ChartError as error:
            return self._refused(Code.INVALID_VALUE, _NO_NUMBER, file=named, line=error.line, found=error.found)
        except (OSError, UnicodeDecodeError):
            return self._refused(Code.MISSING_FILE, _UNREADABLE, found=named)
        i18n, unit = i18n_of(self.config), self.options.get("unit", "")
        alt = self.options.get("alt") or i18n(N_("Bar chart; its numbers are in the table below"))
        facts = chart.drawing(found, unit, i18n, "svg").facts
        path = Path(self.env.doctreedir, "charts", f"{Path(named).stem}-{sha256(facts.encode()).hexdigest()[:8]}.svg")
        self.env.images.add_file(self.env.docname, path)  # a later build has to know it, whatever page it writes
        image = nodes.image(uri=named, alt=alt, chart=(found, unit, path))
        figure = nodes.figure("", image, classes=["synth-chart"])
        if self.content:
            body = self.parse_content_to_nodes()
            figure += nodes.caption("", "", *(body[0].children if isinstance(body[0], nodes.paragraph) else body))
        rows = [row(label, *(chart.formatted(one, unit, i18n) for one in values)) for label, values in found.rows]
        widths = [30, *(15 for _ in found.headings[1:])]
        return [figure, table(found.headings, widths, rows, "synth-chart-table", has_stub=True)]

    def _refused(self, code: Code, message: str, **values: object) -> list[nodes.Node]:
        where = Where(self.env.docname, *self.get_source_info())
        SynthDomain.of(self.env).note_problems(self.env.docname, [Problem(code, message, where, values)])
        return []


def draw(env: BuildEnvironment, document: nodes.document) -> None:
    """Give each chart the picture that its edition can show."""
    type_ = next((one for one in context_of(env).builder.supported_image_types if one in _FORMATS), "")
    images = [image for image in document.findall(nodes.image) if "chart" in image and type_]
    i18n = i18n_of(env.config)
    charts = [image["chart"] for image in images]
    drawings = [chart.drawing(found, unit, i18n, _FORMATS[type_]) for found, unit, _ in charts]
    for image, (_, _, svg), picture in zip(images, charts, typst.drawn(drawings), strict=True):
        path = svg.with_suffix(f".{_FORMATS[type_]}")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(picture)
        image["uri"], image["candidates"] = str(path), {type_: str(path)}
        env.images.add_file(env.current_document.docname, str(path))
