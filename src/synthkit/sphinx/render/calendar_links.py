"""« Ajouter à l’agenda »: where the calendar files of the HTML edition are, and the links to them."""

from collections.abc import Iterator

from synthkit.export import ProgrammeExporter, icalendar, programmes
from synthkit.i18n import N_, I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event, Session
from synthkit.model.schedule import entries, moments
from synthkit.schema import SessionKind
from synthkit.sphinx.node_helpers import Inline, joined
from synthkit.sphinx.render.context import RenderContext

FOLDER = "calendar"
PROGRAMMES = f"{FOLDER}/programme"


def files(catalogue: Catalogue, i18n: I18n) -> Iterator[tuple[str, str]]:
    """Paths from the top of the edition, and what stands in each file: a programme, an event, a session."""
    sessions = {
        session.id: icalendar.session(session, catalogue, i18n)
        for session in reversed(catalogue.sessions)  # of two records with one id the first stands
        if session.kind is not SessionKind.BREAK  # nobody makes a note of one
    }
    found = {f"{FOLDER}/{id_}{icalendar.SUFFIX}": text for id_, text in sessions.items()}
    for event in reversed(catalogue.events):
        listed = entries(catalogue.programme(event))
        together = icalendar.together(sessions[session.id] for session in listed)  # each is rendered already
        for exporter in programmes():
            is_calendar = exporter is icalendar.PROGRAMME
            found[_programme_path(event, exporter)] = (
                together if is_calendar else exporter.render(event, catalogue, i18n)
            )
        found[_path(event)] = icalendar.event(event, catalogue, i18n)
    return ((path, text) for path, text in sorted(found.items()) if text)


def link(page: RenderContext, record: Session | Event) -> Inline:
    """To the file of a session or an event; nothing where there is none, or in an edition without files beside it."""
    if isinstance(record, Session):
        is_held = record.kind is not SessionKind.BREAK and not record.is_cancelled
        is_known = is_held and moments(record, page.catalogue.event(record.event)) is not None
    else:
        is_known = record.days is not None
    if not page.is_online or not is_known:
        return []
    return [page.file(_path(record), page.i18n(N_("Add to the calendar (.ics)")))]


def programme_link(page: RenderContext, event: Event) -> Inline:
    """To the files of all sessions of an event; nothing where no session has its times."""
    if not any(moments(session, event) for session in entries(page.catalogue.programme(event))):
        return []
    words = {"ics": N_("Add the programme to the calendar (.ics)")}
    offered = [one for one in programmes() if event.timezone or one.name in words]
    app = N_("for an app (%s)")
    links = [(one, page.i18n(words.get(one.name, app)).replace("%s", one.suffix[1:])) for one in offered]
    return joined((page.file(_programme_path(event, one), text) for one, text in links), " · ")


def _path(record: Session | Event) -> str:
    return f"{FOLDER}/{record.id}{icalendar.SUFFIX}"


def _programme_path(event: Event, exporter: ProgrammeExporter) -> str:
    return f"{PROGRAMMES}/{event.id}{exporter.suffix}"
