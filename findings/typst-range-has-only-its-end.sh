#!/usr/bin/env bash
# Guess: date = {2004/2006}, {2004-03/2004-05} and {2004-03-01/2004-03-05} are printed with both ends, or by their beginning (biblatex manual,
#   2.3.8; CSL specification, « Date Ranges »).
# Seen (typst 0.15.2 from PyPI): by their end: « 2006 », « mai 2004 », « 5 mars 2004 ». A work in volumes is cited, sorted and told apart from
#   others by the year of its last, and the spring issue of a journal by its last month: readers do not find what the citation names.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q typst==0.15.2 pypdf==6.4.0
cat > works.bib <<'BIB'
@book{tomes, author = {Weir, Ada}, title = {Tomes}, date = {2004/2006}, publisher = {Presses}}
@article{mois, author = {Roy, Jean}, title = {Mois}, journaltitle = {Roues}, date = {2014-03/2014-05}}
@article{jours, author = {Tamis, Zoé}, title = {Jours}, journaltitle = {Roues}, date = {2015-03-01/2015-03-05}}
BIB
echo '#set text(lang: "fr")
@tomes #bibliography("works.bib", full: true, style: "chicago-notes")' > works.typ
venv/bin/python - <<'PY'
import typst, pypdf
typst.compile("works.typ", output="works.pdf")
text = " ".join(pypdf.PdfReader("works.pdf").pages[0].extract_text().split())
print(text)
assert "2006" in text and "2004" not in text
assert "mai 2014" in text and "mars 2014" not in text
assert "5 mars 2015" in text and "1–5" not in text
PY
echo "as described"
