"""``cs:name``: people in the style's order, *et al.*."""

from typing import Any

from synthkit.csl.casing import cased
from synthkit.csl.elements.base import Element, Scope
from synthkit.csl.inline import Node, Parts, joined, text_of
from synthkit.csl.person import Person, initials, joined_names
from synthkit.csl.stylesheet import NAMESPACE, NOTHING
from synthkit.csl.work import Context

#: Options of ``cs:name`` that a style, a citation or a bibliography may set, by what they are called there.
_INHERITED = {"form": "name-form", "delimiter": "name-delimiter"}
_DEFAULTS = {"delimiter": ", ", "form": "long", "sort-separator": ", ", "initialize": "true"}


class Name(Element):
    """``cs:name``, with what it inherits, and the ``cs:et-al`` beside it."""

    def __init__(self, element: Any, scope: Scope, et_al: Any = NOTHING) -> None:
        super().__init__(element, scope)
        self._own = dict(element.attrib)
        self._et_al, self._et_al_term = Element(et_al, scope), et_al.get("term", "et-al")
        options = scope.options
        get = self.option
        self.form, self.delimiter = get("form"), get("delimiter")
        self.conjunction = {"text": scope.locale.term("and"), "symbol": "&"}.get(get("and"), "")
        first = get("et-al-use-first")
        self.first = int(get("et-al-min") or 0), max(1, int(first)) if first else 0
        self.again = (
            int(get("et-al-subsequent-min") or self.first[0]),
            int(get("et-al-subsequent-use-first") or self.first[1]),
        )
        self.has_last = get("et-al-use-last") == "true"
        self.before_et_al = get("delimiter-precedes-et-al") or "contextual"
        self.before_last = get("delimiter-precedes-last") or "contextual"
        self.mark = self._own.get("initialize-with", options.get("initialize-with"))
        self.is_initialized = get("initialize") != "false"
        self.has_hyphen = options.get("initialize-with-hyphen") != "false"
        self.as_sorted = get("name-as-sort-order")
        self.separator = get("sort-separator")
        self.demoted = options.get("demote-non-dropping-particle", "display-and-sort")
        self.parts = {part.get("name"): Element(part, scope) for part in element.iterfind(f"{NAMESPACE}name-part")}

    def option(self, name: str) -> str:
        """An option of the element, else of what it stands in, else its default."""
        inherited = self.scope.options.get(_INHERITED.get(name, name))
        return self._own.get(name) or inherited or _DEFAULTS.get(name, "") if name not in self._own else self._own[name]

    def limits(self, context: Context) -> tuple[int, int, bool]:
        """From how many names on *et al.* stands, how many stand before it, whether the last one follows."""
        sort = context.sort
        is_again = context.cite is not None and context.cite.position != "first"
        least, first = self.again if is_again else self.first
        if sort:
            # in a key what the list says goes before what its macro says
            options = self.scope.options
            least = int(sort.get("names-min") or options.get("et-al-min") or least)
            first = int(sort.get("names-use-first") or options.get("et-al-use-first") or first)
            return least, first, sort.get("names-use-last", str(self.has_last).lower()) == "true"
        return least, first, self.has_last

    def names(self, people: list[Person], context: Context) -> Parts:
        """The names with what stands between them."""
        has_others = len(people) > 1 and people[-1].literal == "others"
        people = people[:-1] if has_others else people
        least, first, has_last = self.limits(context)
        shown = len(people)
        if least and first and shown >= least:
            most = max(1, least - 2) if has_last and context.sort is None else shown  # « … » stands for two at least
            shown = min(shown, max(first, context.hints.names), most)
        context.names.append((people, shown, self))
        is_cut = shown < len(people) or has_others
        if self.form == "count":
            return [str(shown)]
        if not shown:
            return []
        names = [self.one(person, place, context) for place, person in enumerate(people[:shown])]
        if is_cut and has_last and shown < len(people) - 1 and not has_others:
            last = self.one(people[-1], len(people) - 1, context)
            return [*joined(names, self.delimiter), self.delimiter.rstrip() + " … ", *last]
        if context.sort is not None:
            return joined(names, self.delimiter)
        if not is_cut:
            return self._listed(names, people)
        text = self.scope.locale.term(self._et_al_term)
        found = joined(names, self.delimiter)
        if text:
            found.append(self.delimiter if self._precedes(self.before_et_al, shown > 1, people, shown) else " ")
            found += [*self._et_al.dressed([text], context), self.suffix]
        return found

    def _listed(self, names: list[Parts], people: list[Person]) -> Parts:
        if len(names) < 2 or not self.conjunction:
            return joined(names, self.delimiter)
        comma = self.delimiter if self._precedes(self.before_last, len(names) > 2, people, len(names) - 1) else " "
        gap = "" if comma[-1:].isspace() else " "
        return [*joined(names[:-1], self.delimiter), f"{comma}{gap}{self.conjunction} ", *names[-1]]

    def _precedes(self, rule: str, is_contextual: bool, people: list[Person], before: int) -> bool:
        if rule == "contextual":
            return is_contextual
        if rule == "after-inverted-name":
            is_inverted = self.as_sorted == "all" or (self.as_sorted == "first" and before == 1)
            return is_inverted and not people[before - 1].literal and bool(people[before - 1].given)
        return rule == "always"

    def one(self, person: Person, place: int, context: Context) -> Parts:
        """One name."""
        given = context.hints.given
        level = given.get(person, given.get(place, 0) if len(context.names) == 1 else 0)
        if person.literal:
            parts = self._part("family", [person.literal], context)
        elif context.sort is not None:
            parts = [self._sort_key(person)]
        else:
            parts = self._name(person, place, level, context)
        parts = [Node(parts, self.formats)] if self.formats else parts
        # affixes are for people: citeproc-js sets none around a body
        return [Node(parts if person.literal else [self.prefix, *parts, self.suffix], role="name")]

    def _part(self, name: str, parts: Parts, context: Context) -> Parts:
        dress = self.parts.get(name)
        if not dress or not text_of(parts):
            return parts
        return dress.dressed(cased(parts, dress.case, True) if dress.case else parts, context)

    def given(self, person: Person, level: int) -> str:
        """The given name as the style has it; ``level`` 1 and 2 are the initials and the whole to tell people apart."""
        if level == 2 or self.mark is None or person.is_eastern:
            return person.given
        return initials(person.given, self.mark, has_hyphen=self.has_hyphen, is_whole=not self.is_initialized)

    def _name(self, person: Person, place: int, level: int, context: Context) -> Parts:
        is_short = self.form == "short" and not level
        family, given = person.family, "" if is_short else self.given(person, level)
        has_points = self.mark is None or "." in self.mark
        suffix = "" if is_short else person.suffix if has_points else person.suffix.rstrip(".")
        dropping = "" if is_short else person.dropping
        is_inverted = self.as_sorted == "all" or (self.as_sorted == "first" and not place)
        if person.is_eastern:
            return [*self._part("family", [family], context), *self._part("given", [given], context)]
        if is_inverted and given:
            demotes = self.demoted == "display-and-sort"
            before = "" if demotes else person.non_dropping
            first = self._part("family", [joined_names(before, family)], context)
            behind = joined([[joined_names(given, dropping)], self._particle(person) if demotes else []], " ")
            second = self._part("given", behind, context)
            return joined([first, second, [suffix] if suffix else []], self.separator)
        names = self._family(person, dropping, context)
        found = joined([self._part("given", [given], context) if given else [], names], " ")
        if suffix:
            found += [", " if person.has_comma else " ", suffix]
        return found

    def _particle(self, person: Person) -> Parts:
        """A particle behind the given name, in the case and the typeface of the family."""
        dress, parts = self.parts.get("family"), Parts(filter(None, [person.non_dropping]))
        cased_ = cased(parts, dress.case, True) if dress and dress.case else parts
        return [Node(cased_, dress.formats)] if dress and parts else parts

    def _family(self, person: Person, dropping: str, context: Context) -> Parts:
        whole = joined_names(person.non_dropping, person.family)
        parts = self._part("family", [whole], context)
        if not dropping:
            return parts
        gap = "" if joined_names(dropping, "x") == f"{dropping}x" else " "
        return [*self._part("given", [dropping], context), gap, *parts]

    def _sort_key(self, person: Person) -> str:
        is_whole = self.demoted == "never"
        family = joined_names(person.non_dropping, person.family) if is_whole else person.family
        if self.form == "short":
            return family
        behind = (self.given(person, 0), person.dropping, "" if is_whole else person.non_dropping, person.suffix)
        return " ".join(filter(None, (family, *behind)))
