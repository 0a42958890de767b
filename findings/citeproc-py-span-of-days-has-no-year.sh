#!/usr/bin/env bash
# Guess: issued with two date-parts of one year (CSL-JSON schema: one date, or the first and the last of a range) is cited by its year.
# Seen (citeproc-py 0.11.1 from PyPI): the year is gone from the citation and from the list, for days and for months of one year; a range over
#   two years keeps both. Proceedings dated by the days of the event are cited as if they had no date, and no « n.d. » shows it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q citeproc-py==0.11.1
venv/bin/python -W ignore - <<'PY'
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

spans = {
    "day": [[2004, 3, 1]],
    "days": [[2004, 3, 1], [2004, 3, 5]],
    "months": [[2004, 3], [2004, 5]],
    "years": [[2004], [2005]],
}
works = [
    {"id": key, "type": "book", "title": key, "author": [{"family": "Weir", "given": "Ada"}], "issued": {"date-parts": parts}}
    for key, parts in spans.items()
]
style = CitationStylesStyle("harvard-cite-them-right", validate=False)
bibliography = CitationStylesBibliography(style, CiteProcJSON(works), formatter.plain)
citations = [Citation([CitationItem(key)]) for key in spans]
for citation in citations:
    bibliography.register(citation)
seen = {}
for key, citation, line in zip(spans, citations, bibliography.bibliography()):
    seen[key] = (str(bibliography.cite(citation, lambda item: None)), str(line))
    print(key, *seen[key], sep=" | ")
assert seen["day"][0] == "(Weir, 2004)" and seen["years"][0] == "(Weir, 2004–2005)"
assert seen["days"][0] == seen["months"][0] == "(Weir)"
assert "2004" not in seen["days"][1] + seen["months"][1]
PY
echo "as described"
