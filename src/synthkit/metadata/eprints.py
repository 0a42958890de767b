"""The EPrints vocabulary: a talk without a text, which Zotero takes for a presentation with its presenters."""

from synthkit.i18n import I18n
from synthkit.metadata._format import first_and_last, inverted
from synthkit.metadata.tags import Meta, PagePlace, Vocabulary, metas
from synthkit.model.events import Event
from synthkit.model.works import Work
from synthkit.schema import WorkKind


def tags(work: Work, place: PagePlace) -> tuple[Meta, ...]:
    """All of a talk or a panel; of other kinds the publisher's place, of a paper also that of its event."""
    if work.kind.is_spoken:
        return metas(_talk(work, place))
    at_event = [_location(work.event)] if work.kind is WorkKind.PAPER and work.event else []
    return metas([("eprints.place_of_pub", work.place), *at_event])


def _talk(work: Work, place: PagePlace) -> list[tuple[str, str]]:
    i18n = I18n(work.volume_language or work.language)
    return [
        ("eprints.type", "conference_item"),
        ("eprints.ispublished", "unpub"),
        ("eprints.event_type", i18n(work.session_kind.label) if work.session_kind else ""),
        *(("eprints.creators_name", inverted(name)) for name in work.authors),
        *(("eprints.contributors_name", inverted(name)) for name in work.contributors),
        ("eprints.title", work.title),
        ("eprints.date", str(work.date or "")),
        *(_event(work.event) if work.event else ()),
        ("eprints.abstract", work.abstract),
        ("eprints.keywords", ", ".join(work.keywords)),
        ("eprints.pagerange", "-".join(filter(None, first_and_last(work.pages)))),
        ("eprints.official_url", place.url),
        ("eprints.document_url", place.pdf_url if place.url else ""),  # a relative address is none to a harvester
    ]


def _event(event: Event) -> list[tuple[str, str]]:
    days = event.days.iso if event.days else ""
    return [("eprints.event_title", event.title), _location(event), ("eprints.event_dates", days)]


def _location(event: Event) -> tuple[str, str]:
    return "eprints.event_location", event.place


VOCABULARY = Vocabulary(30, lambda page: tags(page.work, page.place))
