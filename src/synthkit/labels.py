"""What readers call the kinds and roles of the model: keys of the catalogues."""

from __future__ import annotations

import re

from synthkit.i18n import N_, I18n
from synthkit.model.events import EventKind, SessionKind, TextKind, TitleBy
from synthkit.model.people import CreditRole
from synthkit.model.revisions import RevisionKind
from synthkit.model.works import Work, WorkKind

EVENT_KINDS = {
    EventKind.COLLOQUIUM: N_("Colloquium"),
    EventKind.CONFERENCE: N_("Conference"),
    EventKind.SEMINAR: N_("Seminar"),
    EventKind.WORKSHOP: N_("Workshop"),
    EventKind.STUDY_DAY: N_("Study day"),
}
SESSION_KINDS = {
    SessionKind.TALK: N_("Talk"),
    SessionKind.PANEL: N_("Panel"),
    SessionKind.OPENING: N_("Opening"),
    SessionKind.CLOSING: N_("Closing"),
    SessionKind.BLOCK: N_("Session of several talks"),
    SessionKind.BREAK: N_("Break"),
    SessionKind.DISCUSSION: N_("Discussion"),
}
CREDIT_ROLES = {
    CreditRole.SPEAKER: (N_("Speaker"), N_("Speakers")),
    CreditRole.MODERATOR: (N_("Moderator"), N_("Moderators")),
    CreditRole.DISCUSSANT: (N_("Discussant"), N_("Discussants")),
}
#: The same behind a session's title, in a list of what somebody does.
CREDIT_PARTS = {
    CreditRole.MODERATOR: N_("as moderator"),
    CreditRole.DISCUSSANT: N_("as discussant"),
}
TEXT_KINDS = {
    TextKind.ANNOUNCED: N_("Announced: the editors present what the programme announces; not a text by the speakers"),
    TextKind.REPORT: N_("Report by the editors; not a text by the speakers"),
    TextKind.PAPER: N_("Paper by the speakers"),
}
#: The same in a word, for a table.
TEXT_NAMES = {
    TextKind.ANNOUNCED: N_("announcement"),
    TextKind.REPORT: N_("report"),
    TextKind.PAPER: N_("paper"),
}
#: What the abstract of a session is, by the text the book holds of it.
ABSTRACTS = {
    TextKind.ANNOUNCED: N_("What was announced, summed up by the editors"),
    TextKind.REPORT: N_("Summary by the editors"),
    TextKind.PAPER: N_("Abstract"),
}
#: What a citation says a talk is, by the text the book holds of it.
CITATION_NOTES = {
    TextKind.ANNOUNCED: N_("announced in the programme"),
    TextKind.REPORT: N_("reported by the editors"),
    TextKind.PAPER: "",
}
#: A revision by its kind and day, above what it says.
REVISION_KINDS = {
    RevisionKind.CORRECTION: N_("Correction of %s"),
    RevisionKind.ERRATUM: N_("Erratum of %s"),
    RevisionKind.ADDITION: N_("Addition of %s"),
}
#: The same in a word, for a list of changes; and what a list calls the appearance of a work.
REVISION_NAMES = {
    RevisionKind.CORRECTION: N_("Correction"),
    RevisionKind.ERRATUM: N_("Erratum"),
    RevisionKind.ADDITION: N_("Addition"),
}
PUBLISHED = N_("Publication")
WORK_KINDS = {
    WorkKind.TALK: N_("Talk"),
    WorkKind.PANEL: N_("Panel"),
    WorkKind.PAPER: N_("Paper"),
    WorkKind.CHAPTER: N_("Chapter"),
    WorkKind.PROCEEDINGS: N_("Proceedings"),
    WorkKind.BOOK: N_("Book"),
}
_RANGE = re.compile("[-–—]")


def work_kind(work: Work, i18n: I18n) -> str:
    """What readers call a work: for a session the kind its programme gives it."""
    is_spoken = work.kind in (WorkKind.TALK, WorkKind.PANEL)
    return i18n(SESSION_KINDS[work.session_kind] if is_spoken and work.session_kind else WORK_KINDS[work.kind])


def version_note(work: Work, i18n: I18n) -> str:
    """What a citation says of the text's state: « version 0.1.0, révision du 2 mars 2026 »; empty when unknown."""
    version = i18n(N_("version %s")) % work.version if work.version else ""
    revised = i18n(N_("revised on %s")) % i18n.date(work.revised) if work.revised else ""
    return ", ".join(filter(None, (version, revised)))


def talk_note(work: Work, i18n: I18n) -> str:
    """What a citation says of a talk: « Communication annoncée au programme, titre donné par la rédaction »."""
    kind = i18n(SESSION_KINDS[work.session_kind]) if work.session_kind else ""
    said = " ".join(filter(None, (kind, i18n(CITATION_NOTES[work.text]))))
    if work.title_by is TitleBy.EDITORS:
        said = ", ".join(filter(None, (said, i18n(N_("title given by the editors")))))
    return said


def volume_note(work: Work, i18n: I18n) -> str:
    """Where the book holds a talk: « Présenté par la rédaction dans : Actes, version 1.0, p. 45–49 »."""
    pages = i18n(N_("pp. %s") if _RANGE.search(work.pages) else N_("p. %s")) % work.pages if work.pages else ""
    volume = ", ".join(filter(None, (work.container, version_note(work, i18n), pages)))
    return i18n(N_("Presented by the editors in: %s")) % volume if volume else ""
