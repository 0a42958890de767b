"""``person-index``, ``keyword-index``, ``institution-index``: who and what the book names, with links into its text."""

from __future__ import annotations

from synthkit.sphinx.directives.views import ViewDirective


class PersonIndexDirective(ViewDirective):
    """Persons, and each spelling of a source, with where they are named; of the book or of one event."""

    fields = ("event",)


class KeywordIndexDirective(ViewDirective):
    """Keywords with their sessions and chapters; of the book or of one event."""

    fields = ("event",)


class InstitutionIndexDirective(ViewDirective):
    """Institutions with their people, events and sessions; of the book or of one event."""

    fields = ("event",)
