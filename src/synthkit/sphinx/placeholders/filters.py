"""Which records a list shows, by the options of its directive."""

from collections.abc import Mapping

from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event, Session
from synthkit.model.people import Person


def people_of(catalogue: Catalogue, event: Event | None) -> list[Person]:
    """Those who contribute to an event or have a function in it; everybody without one."""
    if event is None:
        return list(catalogue.persons)
    return [
        person
        for person in catalogue.persons
        if any(one.session.event == event.id for one in catalogue.contributions(person))
        or any(of == event for of, _ in catalogue.functions(person))
    ]


def sessions_of(catalogue: Catalogue, choice: Mapping[str, str]) -> list[Session]:
    """The citable sessions in the order of their programmes, narrowed by each option that is given."""
    person = next(iter(catalogue.people_called(choice.get("speaker", ""))), None)
    contributed = {one.session.id for one in catalogue.contributions(person)} if person else set()
    return [
        session
        for session in catalogue.sessions_in_order
        if (session.is_citable if not choice.get("kind") else session.kind == choice["kind"])
        and (not choice.get("event") or session.event == choice["event"])
        and (not choice.get("speaker") or session.id in contributed)
        and (not choice.get("keyword") or choice["keyword"] in session.keywords)
    ]
