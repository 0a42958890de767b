#!/usr/bin/env bash
# Guess: with subsequent-author-substitute-rule="partial-each" or "partial-first" the dash stands for the name that is the same, and the other
#   authors of the work follow it (CSL 1.0.2, « Reference Grouping »); with one author it is one dash.
# Seen (typst 0.15.2 from PyPI): the other authors are gone, and the dash stands twice, once for each part of the name: « ——————. La jante » is what
#   is left of « Weir, Ada, Jean Roy ». The rule complete-all, the default, is right. A co-author has no place in the list of references.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q typst==0.15.2 pypdf==6.4.0
cat > works.bib <<'BIB'
@book{roue, author = {Weir, Ada}, title = {La roue}, date = {2004}}
@book{jante, author = {Weir, Ada and Roy, Jean}, title = {La jante}, date = {2005}}
BIB
echo '#bibliography("works.bib", full: true, style: "dash.csl")' > works.typ
venv/bin/python - <<'PY'
from pathlib import Path
import typst, pypdf

style = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="fr-FR">
<info><title>Dash</title><id>http://example.org/dash</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography subsequent-author-substitute="———" subsequent-author-substitute-rule="{}">
<sort><key variable="author"/><key variable="issued"/></sort>
<layout suffix="."><group delimiter=". "><names variable="author"><name name-as-sort-order="first" delimiter=", "/></names><text variable="title"/></group></layout>
</bibliography></style>"""
seen = {}
for rule in ("complete-all", "partial-each", "partial-first"):
    Path("dash.csl").write_text(style.format(rule))
    typst.compile("works.typ", output="works.pdf")
    seen[rule] = " ".join(pypdf.PdfReader("works.pdf").pages[0].extract_text().split())
    print(rule, seen[rule])
assert "Weir, Ada, Jean Roy. La jante" in seen["complete-all"]
for rule in ("partial-each", "partial-first"):
    assert "——————. La jante" in seen[rule] and "Roy" not in seen[rule]
PY
echo "as described"
