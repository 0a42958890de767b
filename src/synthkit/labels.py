"""What readers call a work, and the notes of its citation."""

import re

from synthkit.i18n import N_, I18n
from synthkit.model.events import Session
from synthkit.model.works import Work
from synthkit.schema import AbstractBy, TitleBy

_RANGE = re.compile("[-–—]")


def work_kind(work: Work, i18n: I18n) -> str:
    """What readers call a work: for a session the kind its programme gives it."""
    return i18n((work.session_kind or work.kind).label if work.kind.is_spoken else work.kind.label)


def abstract_name(session: Session) -> str:
    """What the abstract of a session is called: whose it is where somebody states it."""
    if session.abstract_by is AbstractBy.EDITORS:
        return session.text.abstract
    return session.abstract_by.label if session.abstract_by else N_("Abstract")


def cited_as(work: Work, i18n: I18n) -> str:
    """What a reference is of, where a page offers two: « La page, par la rédaction », « Communication annoncée »."""
    if not work.about:
        return talk_note(work, i18n)
    return i18n(N_("This page, by %s")) % i18n.listed([str(name) for name in work.authors])


def version_note(work: Work, i18n: I18n) -> str:
    """What a citation says of the text's state: « version 0.1.0, révision du 2 mars 2026 »; empty when unknown.

    A page on a talk is said to be one before: « page sur la communication de Lise Dupont ».
    """
    about = ""
    if work.about:
        speakers = i18n.listed([str(name) for name in work.about.authors])
        about = i18n(N_("page on: %s")) % ", ".join(filter(None, (talk_note(work.about, i18n), speakers)))
    version = i18n(N_("version %s")) % work.version if work.version else ""
    revised = i18n(N_("revised on %s")) % i18n.date(work.revised) if work.revised else ""
    return ", ".join(filter(None, (about, version, revised)))


def talk_note(work: Work, i18n: I18n) -> str:
    """What a citation says of a talk: « Communication annoncée au programme, titre donné par la rédaction »."""
    kind = i18n(work.session_kind.label) if work.session_kind else ""
    titled = i18n(N_("title given by the editors")) if work.title_by is TitleBy.EDITORS else ""
    return ", ".join(filter(None, (f"{kind} {i18n(work.text.note)}".strip(), titled)))


def held_note(work: Work, i18n: I18n) -> str:
    """The event of a work, the day or days and the place, and who else takes part, for what has no place for them:
    « Colloque, 3 mai 2031, Lille. Animation : Igor Faure. Discussion : Mona Éluard ».
    """
    event = work.held_at
    date = work.date if work.kind.is_spoken and work.date and work.date.day else event and event.days
    held = (event.title, date.formatted(i18n) if date else "", event.place) if event else ()
    credited = (
        (role.label if len(names) == 1 else role.many, i18n.listed([*map(str, names)])) for role, names in work.credits
    )
    credits = (i18n(N_("%(role)s: %(names)s")) % {"role": i18n(role), "names": names} for role, names in credited)
    return ". ".join(filter(None, (", ".join(filter(None, held)), *credits)))


def volume_note(work: Work, i18n: I18n) -> str:
    """Where the book holds a talk: « Présentée par la rédaction dans : Actes, version 1.0, p. 45–49 ».

    Editors present what they reported or summed up; whose the text is isn't said where nobody states it.
    """
    pages = i18n(N_("pp. %s") if _RANGE.search(work.pages) else N_("p. %s")) % work.pages if work.pages else ""
    volume = ", ".join(filter(None, (work.container, version_note(work, i18n), pages)))
    presented = N_("Presented by the editors in: %s") if work.is_editors_text else N_("In: %s")
    return i18n(presented) % volume if volume else ""
