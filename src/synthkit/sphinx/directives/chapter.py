"""``chapter``: makes the section it stands in a citable prose chapter."""

from __future__ import annotations

from synthkit.diagnostics import Code, Where
from synthkit.i18n import N_
from synthkit.model.dates import PartialDate
from synthkit.model.works import Chapter, ChapterId
from synthkit.sphinx.directives._record import RecordDirective
from synthkit.sphinx.directives.options import Options


class ChapterDirective(RecordDirective):
    """A chapter; without ``authors`` the publication's own sign it."""

    fields = ("title", "authors", "date", "language", "keywords", "doi", "pages")

    def record(self, id_: str, options: Options, body: str, where: Where) -> Chapter:
        """A Chapter of the options; the body is its abstract."""
        return Chapter(
            id=ChapterId(id_),
            title=options.text("title"),
            authors=options.words("authors"),
            date=options.parsed(
                "date", PartialDate.parse, Code.INVALID_DATE, N_("a date such as 2026, 2026-01 or 2026-01-27")
            ),
            language=options.text("language"),
            keywords=options.words("keywords"),
            abstract=body,
            doi=options.text("doi"),
            pages=options.text("pages"),
            where=where,
        )
