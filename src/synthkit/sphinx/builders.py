"""What kind of edition a builder makes."""

from sphinx.builders import Builder

#: The builder behind ``synthkit check``.
CHECKER = "synth-check"


def is_checked(builder: Builder) -> bool:
    """Whether nothing is made: what costs time and finds no mistake is left out."""
    return builder.name == CHECKER


def is_online(builder: Builder) -> bool:
    """Whether a builder makes the HTML edition (EPUB is HTML too, but goes without files beside it)."""
    return builder.format == "html" and builder.name != "epub"


def is_site(builder: Builder) -> bool:
    """Whether a builder makes a website of pages; one long page, or pages as data, have no use for its files."""
    return builder.name in ("html", "dirhtml")
