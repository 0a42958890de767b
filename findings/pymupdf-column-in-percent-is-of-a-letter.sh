#!/usr/bin/env bash
# Guess: the width of a column in percent is of the table's (CSS 2.1, 17.5.2.2), as docutils writes it for each table whose widths are given.
# Seen (PyMuPDF 1.28.2; so since 1.27, while 1.26 took no widths): it is of the size of a letter. With columns of 66.7 and 33.3 % each
#   word has its line and the second column begins within the first; with `overflow-wrap: break-word`, which sheets have for long
#   addresses, each letter of a word has its line and a row is as long as a page. Widths in em are right.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pymupdf==1.28.2
venv/bin/python - <<'PY'
import pymupdf

PAGE = """<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Une roue</title><style>{}</style></head><body><table>
<colgroup><col style="width: {}"/><col style="width: {}"/></colgroup><tr><td>Meule gisante</td><td>Part</td></tr></table></body></html>"""


def lines(first, second, css=""):
    """The words of the first cell, line by line, and the distance from the first column to the second."""
    book = pymupdf.open(stream=PAGE.format(css, first, second).encode(), filetype="xhtml")
    book.layout(width=400, height=600, fontsize=11)
    words = [word for page in book for word in page.get_text("words")]
    rows = {}
    for word in words:
        if word[4] != "Part":
            rows.setdefault(round(word[1]), []).append(word[4])
    start = next(word[0] for word in words if word[4] == "Part")
    return [" ".join(row) for row in rows.values()], round(start - words[0][0])


for widths in (("66.7%", "33.3%"), ("66.7%", "33.3%", "td { overflow-wrap: break-word }"), ("20em", "10em")):
    print(widths, lines(*widths))
assert lines("66.7%", "33.3%") == (["Meule", "gisante"], 11)
assert lines("66.7%", "33.3%", "td { overflow-wrap: break-word }")[0] == ["Meule", *"gisante"]
assert lines("20em", "10em") == (["Meule gisante"], 224)
PY
echo "as described"
