"""Kinds of sessions that a publication adds to those of the schema, as conf.py states them."""

from collections.abc import Iterator, Mapping

from synthkit.diagnostics import Code, Problem, Where, unknown_keys
from synthkit.i18n import N_
from synthkit.schema import OwnKind, SessionKind, WorkKind

SETTING = "synthkit_session_kinds"
_KEYS = ("label", "cited_as", "has_page", "needs_people")
#: What a session can be cited as.
_CITED = (WorkKind.TALK, WorkKind.PANEL)


def own_kinds(stated: object, language: str) -> dict[str, OwnKind]:
    """The kinds by name; ``language`` is that of their labels, each a text or texts by language.

    What can't be read is left out: a kind without a label is called by its name.
    """
    found = {}
    for name, facts in (stated if isinstance(stated, Mapping) else {}).items():
        given = facts if isinstance(facts, Mapping) else {"label": facts}
        label = given.get("label", name)
        if isinstance(label, Mapping):
            label = label.get(language) or label.get(language[:2]) or next(iter(label.values()), name)
        kind = WorkKind(given["cited_as"]) if given.get("cited_as") in _CITED else None
        flags = bool(given.get("has_page", True)), bool(given.get("needs_people", False))
        found[str(name).lower()] = OwnKind(str(name).lower(), str(label), kind, *flags)
    return found


def problems(stated: object, where: Where) -> Iterator[Problem]:
    """What of the setting can't be read."""
    if not isinstance(stated, Mapping):
        return
    for name, facts in stated.items():
        if str(name).lower() in set(SessionKind):
            message = N_("synthkit_session_kinds: '%(found)s' is a kind of synthkit's own; expected: another name")
            yield Problem(Code.UNKNOWN_SETTING, message, where, {"found": name})
        given = facts if isinstance(facts, Mapping) else {}
        message = N_("synthkit_session_kinds: '%(id)s' has an unknown key '%(found)s'; known: %(known)s")
        yield from unknown_keys(message, where, given, _KEYS, id=name)
        if given.get("cited_as") not in (None, *_CITED):
            message = N_("synthkit_session_kinds: '%(id)s' is cited as '%(found)s'; expected one of: %(expected)s")
            values = {"id": name, "found": given["cited_as"], "expected": ", ".join(_CITED)}
            yield Problem(Code.UNKNOWN_SETTING, message, where, values)
