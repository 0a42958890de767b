"""Where a citation stands among those before it: first, subsequent, ibid., near a note that cites the same."""

from __future__ import annotations

from collections.abc import Sequence

from synthkit.csl.work import Cite


def placed(clusters: Sequence[tuple[int, list[Cite]]], distance: int) -> list[list[Cite]]:
    """The citations in the order of the text, each with its position; notes count from 1."""
    first: dict[str, int] = {}
    latest: dict[str, int] = {}
    #: the last note and its cites, the last citation of the text
    before: dict[bool, tuple[int, list[Cite]]] = {}
    for note, cites in clusters:
        last_note = before.get(bool(note))
        for place, cite in enumerate(cites):
            key = cite.work.id
            if key not in first:
                first[key] = note
                cite.position = "first"
            else:
                cite.first_note = first[key]
                last = cites[place - 1] if place else _alone(last_note, note)
                cite.position = _repeated(cite, last)
                if note and latest[key] and note - latest[key] <= distance:
                    cite.position = f"near/{cite.position}"
            latest[key] = note
        before[bool(note)] = (
            note,
            cites if not note or not last_note or last_note[0] != note else [*last_note[1], *cites],
        )
    return [cites for _, cites in clusters]


def _alone(before: tuple[int, list[Cite]] | None, note: int) -> Cite | None:
    """What the citation before cites, where it cites one work alone in the note before or the same one."""
    if not before or len({cite.work.id for cite in before[1]}) != 1 or not before[1]:
        return None
    return before[1][-1] if note - before[0] <= 1 else None


def _repeated(cite: Cite, last: Cite | None) -> str:
    if last is None or last.work.id != cite.work.id:
        return "subsequent"
    here, there = ((one.label, one.locator) if one.locator else ("", "") for one in (cite, last))
    if here == there:
        return "ibid"
    return "ibid-with-locator" if here[1] else "subsequent"
