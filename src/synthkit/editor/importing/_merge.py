"""What an import does to a record: three values of each option, as imported last, as in the book, as there now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from synthkit.model.values import Format
from synthkit.schema import RECORDS


@dataclass(frozen=True, slots=True)
class Conflict:
    """An option that was changed on both sides: what the book has, and what the source has now."""

    record: str
    option: str
    ours: str
    theirs: str


@dataclass(slots=True)
class Merged:
    """Options to be written, what the next import compares with, and conflicts, in which the book's value stays."""

    changes: dict[str, str] = field(default_factory=dict)
    base: dict[str, str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)


def merged(
    record: str,
    kind: str,
    base: Mapping[str, str],
    ours: Callable[[str], str],
    theirs: Mapping[str, str],
    settled: str = "",
) -> Merged:
    """A record merged. ``settled`` decides conflicts: ``book`` or ``source``; else they are shown again next time."""
    forms = {option.name: option.format for option in RECORDS[kind]}
    done = Merged(base=dict(theirs))
    for name in {**base, **theirs}:
        before, here, there = (
            _normal(forms.get(name), text.get(name, "")) for text in (base, {name: ours(name)}, theirs)
        )
        if there in (before, here):
            continue
        if here == before or settled == "source":
            done.changes[name] = theirs.get(name, "")
        elif settled != "book":
            done.conflicts.append(Conflict(record, name, ours(name), theirs.get(name, "")))
            done.base.pop(name, None)
            if name in base:
                done.base[name] = base[name]
    return done


def _normal(form: Format | None, text: str) -> str:
    """A value as its format writes it, spaces made one."""
    text = " ".join(text.split())
    try:
        return str(form.write(form.parse(text))) if form and text else text
    except ValueError:
        return text
