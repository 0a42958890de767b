"""What kind of edition a builder makes, and how several processes read a book for it."""

import pickle
from collections.abc import Sequence

from sphinx.builders import Builder
from sphinx.util.parallel import ParallelTasks

#: The builder behind ``synthkit check``.
CHECKER = "synth-check"
#: The event of a process that has written its pages.
SHARE_WRITTEN = "synth-share-written"


def is_checked(builder: Builder) -> bool:
    """Whether nothing is made: what costs time and finds no mistake is left out."""
    return builder.name == CHECKER


def is_online(builder: Builder) -> bool:
    """Whether a builder makes the HTML edition (EPUB is HTML too, but goes without files beside it)."""
    return builder.format == "html" and builder.name != "epub"


def is_site(builder: Builder) -> bool:
    """Whether a builder makes a website of pages; one long page, or pages as data, have no use for its files."""
    return builder.name in ("html", "dirhtml")


def has_pages(builder: Builder) -> bool:
    """Whether a builder writes each document alone; others put them together before they are resolved."""
    return is_site(builder) or builder.name in ("epub", "text", CHECKER)


class SharingBuilder(Builder):
    """Gives each process one share of the sources: of Sphinx's many each hands back the whole environment."""

    def _read_parallel(self, docnames: Sequence[str], nproc: int) -> None:
        if len(docnames) * nproc < len(self.env.found_docs):  # less to read than to hand back
            self._read_serial(list(docnames))
            return
        for docname in docnames:
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)
        tasks, size = ParallelTasks(nproc), -(-len(docnames) // nproc)
        for start in range(0, len(docnames), size):
            tasks.add_task(self._read_share, docnames[start : start + size], self._merge)
        tasks.join()

    def _read_share(self, docnames: Sequence[str]) -> bytes:
        for docname in docnames:
            self.read_doc(docname, _cache=False)
        return pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL)

    def _merge(self, docnames: list[str], read: bytes) -> None:
        self.env.merge_info_from(docnames, pickle.loads(read), self._app)
