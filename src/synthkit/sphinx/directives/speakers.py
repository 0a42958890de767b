"""``speakers``: the people of the book, or of one event, by family name."""

from __future__ import annotations

from enum import StrEnum

from synthkit.sphinx.directives.options import Options
from synthkit.sphinx.directives.views import ViewDirective


class Form(StrEnum):
    """How much of each person is shown."""

    LIST = "list"
    NAMES = "names"


class SpeakersDirective(ViewDirective):
    """A list of people, or their names in a line."""

    fields = ("event", "form")

    def choice(self, options: Options) -> dict[str, str]:
        """The options, with the form checked."""
        return {**super().choice(options), "form": options.choice("form", Form, Form.LIST)}
