"""What readers call the kinds and roles of the schema, and the notes of a citation: message keys."""

import re

from synthkit.i18n import N_, I18n
from synthkit.model.works import Work
from synthkit.schema import CreditRole, EventKind, RevisionKind, SessionKind, TextKind, TitleBy, WorkKind

EVENT_KINDS = {kind: kind.label for kind in EventKind}
SESSION_KINDS = {kind: kind.label for kind in SessionKind}
CREDIT_ROLES = {role: (role.label, role.many) for role in CreditRole}
#: The same behind a session's title, in a list of what somebody does.
CREDIT_PARTS = {role: role.part for role in CreditRole if role.part}
TEXT_KINDS = {kind: kind.label for kind in TextKind}
#: The same in a word, for a table.
TEXT_NAMES = {kind: kind.word for kind in TextKind}
#: What the abstract of a session is, by the text the book holds of it.
ABSTRACTS = {kind: kind.abstract for kind in TextKind}
#: What a citation says a talk is, by the text the book holds of it.
CITATION_NOTES = {kind: kind.note for kind in TextKind}
#: A revision by its kind and day, above what it says.
REVISION_KINDS = {kind: kind.dated for kind in RevisionKind}
#: The same in a word, for a list of changes; and what a list calls the appearance of a work.
REVISION_NAMES = {kind: kind.label for kind in RevisionKind}
PUBLISHED = N_("Publication")
WORK_KINDS = {kind: kind.label for kind in WorkKind}
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
