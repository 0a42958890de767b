"""``python -m synthkit.editor.extension.printed_pages BOOK OUTPUT``: pages as they are printed, asked for line by line.

A line is the JSON of a document's name; the answer one of ``pdf``, a file's path, and ``problem``, why there is none.
"""

import json
import os
import sys
from pathlib import Path
from typing import cast

from sphinx.application import Sphinx
from sphinx.util.build_phase import BuildPhase
from sphinx.util.docutils import docutils_namespace, patch_docutils

from synthkit.build.runner import Folders, Run
from synthkit.build.typst_runs import Book
from synthkit.sphinx.build_state import drop_doctrees
from synthkit.sphinx.print.builder import PrintBuilder


class PrintedPages:
    """A book kept open for its edition on paper, one page at a time."""

    def __init__(self, book: Path, output: Path) -> None:
        self._app = Sphinx(book, book, output / "typst", output / "doctrees", "typst", status=None)
        self._folders = Folders(book, output)

    def pdf(self, docname: str) -> Path:
        """The page as its source has it now. Raises ValueError with what is wrong."""
        builder, env = cast(PrintBuilder, self._app.builder), self._app.env
        drop_doctrees(self._app)
        builder.phase = BuildPhase.READING
        builder.read()
        if docname not in env.found_docs:
            raise ValueError(docname)
        problems: list[str] = []
        book = Book(Run(self._folders, False, problems.append, os.environ), builder.write_page(docname))
        made = book.page()
        if made is None:
            raise ValueError("\n".join(problems))
        book.path.write_bytes(made)
        return book.path


if __name__ == "__main__":
    with patch_docutils(), docutils_namespace():
        answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)  # what extensions print is no answer
        pages = PrintedPages(*map(Path, sys.argv[1:]))
        for line in sys.stdin:
            try:
                answer = {"pdf": str(pages.pdf(json.loads(line)))}
            except ValueError as error:
                answer = {"problem": str(error)}
            print(json.dumps(answer), file=answers, flush=True)
