"""What stands behind a key in a citation, « p. 12–15 » or « passim », as CSL has it."""

import re

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
