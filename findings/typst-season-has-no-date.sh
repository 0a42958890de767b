#!/usr/bin/env bash
# Guess: a date with a season (EDTF, date = {2004-21}, which the biblatex manual names) is printed as spring 2004, or as 2004 at least.
# Seen (typst 0.15.2 from PyPI): the work is said to have no date (« n.d. »); the same entry with date = {2004-04} has its year.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q typst==0.15.2 pypdf==6.4.0
cat > works.bib <<'BIB'
@book{saison, author = {Weir, Ada}, title = {Saison}, date = {2004-21}, publisher = {Presses}}
@book{mois, author = {Roy, Jean}, title = {Mois}, date = {2004-04}, publisher = {Presses}}
BIB
echo '#bibliography("works.bib", full: true, style: "chicago-author-date")' > works.typ
venv/bin/python - <<'PY'
import typst, pypdf
typst.compile("works.typ", output="works.pdf")
text = " ".join(pypdf.PdfReader("works.pdf").pages[0].extract_text().split())
print(text)
assert "Weir, Ada. n.d. Saison" in text
assert "Roy, Jean. 2004. Mois" in text
PY
echo "as described"
