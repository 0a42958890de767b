"""A work in a citation: what stands behind its key, as CSL has it, and where it stands among those before it."""

import re
from collections.abc import Sequence

from synthkit.csl.work import Cite

#: Ways to write the labels of CSL, without full stops.
_LABELS = {
    written: label
    for label, words in {
        "page": "p pp page pages",
        "chapter": "ch chap chapitre chapitres chapter chapters",
        "section": "§ §§ s sec sect section sections",
        "paragraph": "par para paragraphe paragraphes paragraph paragraphs",
        "volume": "vol vols volume volumes t tome tomes",
        "part": "part parts partie parties",
        "book": "livre livres book books",
        "number": "no nº n° numéro numéros number",
        "note": "n note notes",
        "figure": "fig figure figures",
        "line": "l ligne lignes line lines",
        "column": "col colonne colonnes column columns",
        "folio": "f fol folio folios",
        "verse": "v verset versets verse verses",
        "sub-verbo": "sv",
    }.items()
    for written in words.split()
}
_LOCATED = re.compile(r"(?P<label>[^\W\d_]+(?:\. ?v)?|n°|nº|§§?)\.?[\s\u00a0]*(?P<where>.*)", re.DOTALL)


def located(text: str) -> dict[str, str]:
    """The locator and its label of a CSL citation, pages where it is numbers alone; else what follows as ``suffix``.

    « § 12 » has a ``sign`` beside, which is shown whatever form of the label a style has: paragraphs of French works,
    sections of English ones.
    """
    text = text.strip(" \u00a0,")
    if not text:
        return {}
    if text[0].isdigit():
        return {"locator": text, "label": "page"}
    found = _LOCATED.fullmatch(text)
    label = _LABELS.get(re.sub(r"[. ]", "", found["label"]).lower(), "") if found else ""
    if found and found["where"] and (label == "sub-verbo" or (label and re.match(r"[\divxlcIVXLC]", found["where"]))):
        sign = {"sign": "§"} if found["label"].startswith("§") else {}
        return {"locator": found["where"], "label": label, **sign}
    return {"suffix": f", {text}"}


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
