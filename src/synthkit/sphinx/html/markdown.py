"""A page's text as Markdown, for programs that read it; none where the library that writes it is not installed."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from sphinx.builders import Builder

from synthkit.fs.atomic import write_if_other

MEDIA_TYPE = "text/markdown"
_IS_INSTALLED = find_spec("html_to_markdown") is not None
#: Parts of a page that are there to be pressed.
_TOOLS = ["a.headerlink", "a.synth-par", "div.synth-popover", "nav", "button", "svg", "script", "style"]
_FORMULA = re.compile(r'<math\b[^>]*? alttext="([^"]*)"( display="block")?.*?</math>', re.DOTALL)


def file_of(builder: Builder, docname: str) -> Path | None:
    """The file beside a page."""
    page = Path(builder.get_outfilename(docname))  # type: ignore[attr-defined]
    return page.with_suffix(".md") if _IS_INSTALLED else None


def write(file: Path, body: str, url: str) -> None:
    """Write the text of the page that has this body and address, formulas as TeX between dollars."""
    library = import_module("html_to_markdown")
    options = library.ConversionOptions(extract_metadata=False, exclude_selectors=_TOOLS, base_url=url)
    formulas = _FORMULA.sub(lambda found: f"$${found[1]}$$" if found[2] else f"${found[1]}$", body)
    write_if_other(file, library.convert(formulas, options).content)
