#!/usr/bin/env bash
# Guess: an @xdata entry lends its fields to others and is no work, so it stands in no list of references (biblatex manual, 3.13.6).
# Seen (typst 0.15.2 from PyPI): with full: true it is printed as a work without author and title.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q typst==0.15.2 pypdf==6.4.0
cat > works.bib <<'BIB'
@xdata{press, publisher = {Presses du moulin}, location = {Lyon}, date = {2010}}
@book{roues, author = {Weir, Ada}, title = {Les roues}, xdata = {press}}
BIB
echo '#bibliography("works.bib", full: true, style: "chicago-author-date")' > works.typ
venv/bin/python - <<'PY'
import typst, pypdf
typst.compile("works.typ", output="works.pdf")
text = " ".join(pypdf.PdfReader("works.pdf").pages[0].extract_text().split())
print(text)
assert text.count("Presses du moulin") == 2, "the @xdata entry is no longer printed"
assert "Weir, Ada. 2010" in text
PY
echo "as described"
