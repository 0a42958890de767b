"""Where the page of one work stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PagePlace:
    """The addresses of a work's page and of the files beside it.

    ``url`` is the page's public address, empty while the edition has none. ``exports`` are the citation files by
    media type and ``pdf_url`` is the PDF of this very work, not of the volume; they are public addresses where there is
    a ``url``, else relative to the page. ``linkset`` is the file of the page's links, where it has a public address.
    """

    url: str = ""
    exports: Mapping[str, str] = field(default_factory=dict)
    pdf_url: str = ""
    linkset: str = ""
