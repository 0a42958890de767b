"""Who is who: participants taken for one person, among themselves and with those of the book, and why."""

from collections.abc import Callable, Iterable, Mapping

from synthkit.diagnostics import Remark
from synthkit.editor.importing._programme import Participant, Programme
from synthkit.editor.scaffold.names import initials, is_doubtful, name_of, words
from synthkit.editor.scaffold.project import Book
from synthkit.i18n import N_
from synthkit.model.ids import first_free, suggested_id
from synthkit.model.people import NAME_PARTS
from synthkit.model.values import is_name

#: Whether the second, doubtful, is the first.
AskWho = Callable[[str, str], bool]


class Cast:
    """Everybody of a programme: ids by the keys there; by id the options of ``speaker`` of all taken for that person.

    ``known`` are the ids of an earlier import; ``ask`` decides where it is doubtful.
    """

    def __init__(self, book: Book, programme: Programme, known: Mapping[str, str], ask: AskWho | None) -> None:
        self.ids: dict[str, str] = {}
        self.people: dict[str, dict[str, str]] = {}
        self.remarks: list[Remark] = []
        self._book, self._known, self._ask, self._apart = book, known, ask, _elsewhere(programme)
        taken = set(book.taken)
        for group in self._groups(programme.participants.values()):
            fullest = max(group, key=lambda one: (not one.name.isupper(), min(map(len, words(one.name)))))
            name = name_of(fullest.name)
            id_ = next((known[one.key] for one in group if one.key in known), "") or self._in_book(group)
            id_ = id_ or first_free([suggested_id(str(name))], taken)
            taken.add(id_)
            spellings = dict.fromkeys(" ".join(one.name.split()) for one in group)
            others = [
                one for one in spellings if one not in (fullest.name, str(name)) and "," not in one and is_name(one)
            ]
            values = {part: getattr(name, part) for part in NAME_PARTS}
            for one in reversed(group):
                values |= one.values
            values |= self.people.get(id_, {}) | ({"variants": ", ".join(others)} if others else {})
            self.people[id_] = {option: text for option, text in values.items() if text and option != "mail"}
            self.ids.update((one.key, id_) for one in group)

    def _tell(self, message: str, **values: object) -> None:
        self.remarks.append(Remark(message, values))

    def _groups(self, people: Iterable[Participant]) -> list[list[Participant]]:
        """Those taken for one person. What an earlier import made one or two stays so, and isn't reported again."""
        groups: list[list[Participant]] = []
        found: dict[object, list[Participant]] = {}
        for one in people:
            name = words(one.name)
            is_unlike = any(_are_unlike(one, other) for other in found.get(("same name", name), ()))
            marks: dict[str, object] = {
                N_("same record"): self._known.get(one.key, ""),
                N_("same ORCID"): one.values.get("orcid", ""),
                N_("same mail address"): one.values.get("mail", "").lower(),
                N_("same name"): "" if is_unlike else name,
            }
            group, close = None, found.get(("close", initials(one.name)))
            mark, other = next(
                ((mark, found[mark, value]) for mark, value in marks.items() if (mark, value) in found), ("", [])
            )
            if other and not self._are_two(one, other):
                group = other
                if one.key not in self._known:
                    message = N_("“%(name)s” and “%(other)s” are taken for one person: %(expected)s")
                    self._tell(message, name=one.name, other=other[0].name, expected=mark)
            elif close and is_doubtful(one.name, close[0].name) and not self._are_two(one, close):
                if self._ask and self._ask(close[0].name, one.name):
                    group = close
                else:
                    message = N_("“%(name)s” and “%(other)s” may be one person; they are two here")
                    self._tell(message, name=one.name, other=close[0].name)
            if group is None:
                groups.append(group := [])
            group.append(one)
            for key in (*((mark, value) for mark, value in marks.items() if value), ("close", initials(one.name))):
                found.setdefault(key, group)
        return groups

    def _are_two(self, one: Participant, group: list[Participant]) -> bool:
        """Whether they have two ORCIDs, can't be in both places, or were two before."""
        orcids = {other.values["orcid"] for other in (one, *group) if other.values.get("orcid")}
        ids = {self._known[other.key] for other in (one, *group) if other.key in self._known}
        is_apart = any(frozenset((one.key, other.key)) in self._apart for other in group)
        return len(orcids) > 1 or len(ids) > 1 or is_apart

    def _in_book(self, group: list[Participant]) -> str:
        """The id of the one person of the book these are; empty for none or several."""
        orcids = {one.values.get("orcid") for one in group} - {None, ""}
        wanted = {words(one.name) for one in group}
        persons = self._book.catalogue.persons
        people = [person for person in persons if not (orcids and person.orcid) or person.orcid in orcids]
        found = [person for person in people if person.orcid and orcids]
        found = found or [person for person in people if wanted & set(map(words, (str(person.name), *person.variants)))]
        found = [person for person in found if person.id not in self.people]
        if len(found) > 1:
            message = N_("“%(name)s” may be one of %(known)s; a new record is made")
            self._tell(message, name=group[0].name, known=", ".join(person.id for person in found))
        return found[0].id if len(found) == 1 else ""


def _elsewhere(programme: Programme) -> set[frozenset[str]]:
    """Pairs of one name that one session credits, or who speak alone in two at one time: two people."""
    pairs: set[frozenset[str]] = set()
    alone: dict[tuple[str, ...], list[tuple[str, str, str, str]]] = {}
    for item in programme.items:
        keys = list(dict.fromkeys(key for people in item.credits.values() for key in people))
        by_name: dict[tuple[str, ...], str] = {}
        for key in keys:
            pairs.add(frozenset((key, by_name.setdefault(words(programme.participants[key].name), key))))
        date, start, end = (item.values.get(name, "") for name in ("date", "start", "end"))
        if len(keys) == 1 and start < end and "status" not in item.values:
            others = alone.setdefault(words(programme.participants[keys[0]].name), [])
            pairs |= {
                frozenset((keys[0], key)) for key, *at in others if at[0] == date and at[1] < end and at[2] > start
            }
            others.append((keys[0], date, start, end))
    return pairs


def _are_unlike(one: Participant, other: Participant) -> bool:
    """Whether neither their mail addresses nor their affiliations agree."""
    facts = ((person.get("mail", "").lower(), person.get("affiliation", "")) for person in (one.values, other.values))
    return all(ours and theirs and ours != theirs for ours, theirs in zip(*facts, strict=True))
