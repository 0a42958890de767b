"""What is shown of a session in a few words: in its box, in programmes, in lists."""

from docutils import nodes

from synthkit.model.events import Event, Session
from synthkit.schema import Attendance, SessionKind
from synthkit.sphinx.node_helpers import Inline, web_link
from synthkit.sphinx.render.context import RenderContext


def facets(page: RenderContext, session: Session) -> list[str]:
    """What a programme says of a session beside its time, its title and its people."""
    is_part = session.part_of and session.kind is SessionKind.TALK
    is_expected = not session.kind.has_page or is_part or page.catalogue.parts(session)
    words = (
        page.i18n(session.status.label) if session.is_cancelled else "",
        "" if is_expected else page.i18n(session.kind.label),
        session.track,
        session.room,
        session.venue,
        "" if session.attendance is Attendance.ON_SITE else page.i18n(session.attendance.label),
    )
    return [one for one in words if one]


def where(page: RenderContext, session: Session, event: Event | None) -> Inline | None:
    """The room and the building, or that one takes part online."""
    if event is None:
        return None
    online = "" if session.attendance is Attendance.ON_SITE else page.i18n(session.attendance.label)
    return text(", ".join(filter(None, (online, session.place_in(event)))))


def text(words: str) -> Inline | None:
    """A text, where there is one."""
    return [nodes.Text(words)] if words else None


def word_or_link(words: str) -> Inline | None:
    """An address as a link, words as they are."""
    return [web_link(words)] if words.startswith(("https://", "http://")) else text(words)
