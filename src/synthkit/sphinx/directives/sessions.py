"""``sessions``: the citable sessions, in programme order; options narrow the list."""

from __future__ import annotations

from synthkit.model.events import SessionKind
from synthkit.sphinx.directives.options import Options
from synthkit.sphinx.directives.views import ViewDirective


class SessionsDirective(ViewDirective):
    """A list of sessions of one event, speaker, kind or keyword."""

    fields = ("event", "speaker", "kind", "keyword")

    def choice(self, options: Options) -> dict[str, str]:
        """The options, with the kind checked."""
        chosen = super().choice(options)
        if chosen["kind"]:
            options.choice("kind", SessionKind, SessionKind.TALK)
        return chosen
