"""The state of a book: what is there for each session and each person, and what is still missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event, Session
from synthkit.model.people import Person
from synthkit.schema import Kind, TextKind, TitleBy


class Part(Kind):
    """What a session or a person can have, in the order of the tables."""

    TITLE = "title", N_("Title by the speakers")
    ABSTRACT = "abstract", N_("Abstract")
    TEXT = "text", N_("Text")
    SLIDES = "slides", N_("Slides")
    RECORDING = "recording", N_("Recording")
    REVIEW = "review", N_("Review")
    ROLE = "role", N_("Role")
    BIOGRAPHY = "biography", N_("Biography")
    ORCID = "orcid", N_("ORCID")
    PHOTO = "photo", N_("Photo")


@dataclass(frozen=True, slots=True)
class Standing:
    """A record with what it has (True) and what it lacks (False); what it can't have stands nowhere."""

    record: Session | Person
    parts: Mapping[Part, bool]

    @property
    def there(self) -> tuple[Part, ...]:
        """The parts the record has."""
        return tuple(part for part, is_there in self.parts.items() if is_there)

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts it lacks."""
        return tuple(part for part, is_there in self.parts.items() if not is_there)


def of_session(session: Session) -> Standing:
    """A session's standing. An announcement presented by the editors is no text of the session yet."""
    return Standing(
        session,
        {
            Part.TITLE: session.title_by is TitleBy.SPEAKERS,
            Part.ABSTRACT: bool(session.abstract),
            Part.TEXT: session.text is not TextKind.ANNOUNCED,
            Part.SLIDES: bool(session.slides),
            Part.RECORDING: bool(session.recording),
            Part.REVIEW: session.reviewed is not None,
        },
    )


def of_person(person: Person) -> Standing:
    """A person's standing; a body has no ORCID."""
    return Standing(
        person,
        {
            Part.ROLE: bool(person.role or person.affiliations),
            Part.BIOGRAPHY: bool(person.biography),
            **({} if person.name.literal else {Part.ORCID: bool(person.orcid)}),
            Part.PHOTO: bool(person.photo),
        },
    )


def sessions(catalogue: Catalogue, event: Event) -> list[Standing]:
    """The citable sessions of an event, in the order of its programme."""
    return [of_session(session) for session in catalogue.sessions_of(event) if session.is_citable]


def persons(catalogue: Catalogue) -> list[Standing]:
    """Everybody, by family name."""
    return [of_person(person) for person in sorted(catalogue.persons, key=lambda person: person.name.sort_key)]


def counted(standings: Iterable[Standing]) -> dict[Part, tuple[int, int]]:
    """For each part how many have it, and how many could; in the order of the tables."""
    listed = [standing.parts for standing in standings]
    has = {part: [parts[part] for parts in listed if part in parts] for part in Part}
    return {part: (sum(found), len(found)) for part, found in has.items() if found}
