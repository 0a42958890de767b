"""What a link to a form of the forge fills in."""

from synthkit.forge import Answer
from synthkit.i18n import N_, I18n


def prefilled(i18n: I18n, page: str, record: str, name: str, missing: str = "") -> list[Answer]:
    """What a link knows of the page and the record an issue is about."""
    return [
        Answer("page", i18n(N_("Page")), page),
        Answer("record", i18n(N_("Id")), record),
        Answer("name", i18n(N_("Title or name")), name),
        Answer("missing", i18n(N_("What is missing")), missing),
    ]
