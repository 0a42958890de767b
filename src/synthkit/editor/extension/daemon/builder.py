"""The HTML builder of a book kept open: one search index in memory, the end of a build in steps."""

from collections.abc import Callable, Iterator, Set
from functools import cache, partial
from typing import Any

from sphinx.registry import SphinxComponentRegistry
from sphinx.search import IndexBuilder
from sphinx.util.parallel import SerialTasks

from synthkit.sphinx.html.builder import WebsiteBuilder


class WarmHTMLBuilder(WebsiteBuilder):
    """Writes what ``html`` writes."""

    _kept_index: IndexBuilder | None = None
    _of_all: tuple[list[Any], list[Any]] | None = None

    def forget_files_of_pages(self, registry: SphinxComponentRegistry) -> None:
        """Forget the styles and scripts that single pages added: the next preparation would give them to all."""
        if self._of_all is None:
            self._of_all = list(registry.css_files), list(registry.js_files)
        else:
            registry.css_files[:], registry.js_files[:] = self._of_all
            self._css_files[:], self._js_files[:] = self._orig_css_files, self._orig_js_files

    def load_indexer(self, docnames: Set[str]) -> None:
        """Go on with the index in memory; that of the disk keeps words and kinds of objects nobody has any more."""
        if self._kept_index is None and self.indexer is not None:
            self._kept_index = self.indexer
            # most words of a page were stemmed for its last version, or for another page
            self.indexer.lang.stem = cache(self.indexer.lang.stem)  # type: ignore[method-assign]
        self.indexer = self._kept_index

    def index_page(self, pagename: str, doctree: Any, title: str) -> None:
        """Put a page in the place of its last version."""
        self.leave_out(pagename)
        super().index_page(pagename, doctree, title)

    def leave_out(self, pagename: str) -> None:
        """Take a page out of the index."""
        index = self._kept_index
        if index is not None:
            for pages in (index._titles, index._filenames, index._all_titles, index._index_entries):
                pages.pop(pagename, None)
            for words in (index._mapping, index._title_mapping):
                for pagenames in words.values():
                    pagenames.discard(pagename)

    def last_steps(self) -> Iterator[Callable[[], object]]:
        """What ``finish`` would do at one go."""
        steps = self.finish_tasks = _Steps()
        self.finish()
        self.finish_tasks = SerialTasks()
        yield from steps.found


class _Steps(SerialTasks):
    """Tasks that wait to be called one by one; those of the end of an HTML build have no result."""

    def __init__(self) -> None:
        self.found: list[Callable[[], object]] = []

    def add_task(
        self, task_func: Callable[..., Any], arg: Any = None, result_func: Callable[[Any], Any] | None = None
    ) -> None:
        self.found.append(task_func if arg is None else partial(task_func, arg))
