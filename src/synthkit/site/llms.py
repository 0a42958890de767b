"""The list of pages for language models (https://llmstxt.org): what the book is, and each page in a line."""

import re
from collections.abc import Iterable, Mapping

from synthkit.metadata._format import one_line
from synthkit.model.works import Publication

FILE = "llms.txt"
#: The title of a page, its address, and what it is about, which may be empty.
Page = tuple[str, str, str]


def llms(book: Publication, parts: Mapping[str, Iterable[Page]]) -> str:
    """Markdown: the title, the description of the book, and below the title of each part its pages."""
    blocks = [f"# {_text(book.title) or book.id}", *([f"> {_text(book.description)}"] if book.description else [])]
    for part, pages in parts.items():
        blocks += [f"## {_text(part)}", "\n".join(map(_line, pages))]
    return "\n\n".join(blocks) + "\n"


def _line(page: Page) -> str:
    title, url, about = map(one_line, page)
    return f"- [{_text(title)}]({url})" + (f": {_text(about)}" if about else "")


def _text(text: str) -> str:
    """A line in which no sign is markup."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", one_line(text))
