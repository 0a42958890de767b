"""``cs:names``: people, their label, and what stands in for them."""

from typing import Any

from synthkit.csl.elements.base import Element, Scope, compiled
from synthkit.csl.elements.name import Name
from synthkit.csl.elements.texts import Label
from synthkit.csl.inline import Node, Parts, joined, text_of
from synthkit.csl.stylesheet import NAMESPACE, NOTHING
from synthkit.csl.work import Context


class Names(Element):
    """``cs:names``."""

    def __init__(self, element: Any, scope: Scope, outer: Any = None) -> None:
        super().__init__(element, scope)
        self.variables = element.get("variable", "").split()
        children = {child.tag[len(NAMESPACE) :]: child for child in element}
        self.is_bare = not {"name", "et-al", "label"} & children.keys()
        if self.is_bare and outer is not None:
            self.name, self.label, self.label_first = outer.name, outer.label, outer.label_first
            self.delimiter = self.delimiter or outer.delimiter
        else:
            self.name = Name(children.get("name", NOTHING), scope, children.get("et-al", NOTHING))
            self.label = Label(children["label"], scope) if "label" in children else None
            self.label_first = [kind for kind in children if kind in ("label", "name")] == ["label", "name"]
        self.delimiter = self.delimiter or scope.options.get("names-delimiter", "")
        self.substitutes = compiled(children.get("substitute", NOTHING), scope, self)
        self._is_substitute = outer is not None

    def render(self, context: Context) -> Parts:
        """The people; what stands in for them where there are none."""
        if context.suppress_author and not self._is_substitute:
            context.suppress_author = False
            self._shown(context)
            return []
        parts = self._shown(context)
        if parts:
            return parts
        for substitute in (one for child in self.substitutes for one in child.shown_by(context)):
            before = len(context.used)
            found = substitute.render(context)
            if found:
                context.hidden.update(context.used[before:])
                if isinstance(substitute, Names):
                    return self.dressed(found, context) if substitute.is_bare else found
                return [Node(found, role="names")]
        if self.name.form == "count" and context.sort is not None and not self._is_substitute:
            context.shown += 1
            return ["0"]
        return []

    def _shown(self, context: Context) -> Parts:
        groups: list[Parts] = []
        context.called += 1
        wanted = [name for name in self.variables if name not in context.hidden and context.work.people(name)]
        term = self._together(wanted, context)
        for variable in wanted[:1] if term else wanted:
            people = context.work.people(variable)
            parts = self.name.names(people, context)
            parts = [Node(parts, role="names")] if parts else []
            if self.label and self.name.form != "count" and context.sort is None:
                label = self.label.of(term or variable, len(people) > 1, context)
                parts = [*label, *parts] if self.label_first else [*parts, *label]
            groups.append(parts)
            context.used.append(variable)
        if self.name.form == "count":
            total = sum(int(text_of(group) or 0) for group in groups)
            groups = [[str(total)]] if total else []
        parts = joined(groups, self.delimiter)
        if not parts:
            return []
        context.shown += 1
        return self.dressed(parts, context)

    def _together(self, wanted: list[str], context: Context) -> str:
        """The term of those who edited and translated; empty where others did."""
        if sorted(wanted) == ["editor", "translator"]:
            editors, translators = map(context.work.people, wanted)
            if editors == translators and self.scope.locale.term("editortranslator"):
                return "editortranslator"
        return ""
