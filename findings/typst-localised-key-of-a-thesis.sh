#!/usr/bin/env bash
# Guess: type = {phdthesis} is one of the localised keys of biblatex (« PhD thesis »), and the institution of a thesis is printed.
# Seen (typst 0.15.2 from PyPI): the key is printed as it is written (« Phdthesis ») and Chicago leaves the institution out.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q typst==0.15.2 pypdf==6.4.0
cat > works.bib <<'BIB'
@thesis{these, author = {Weir, Ada}, title = {Une roue}, type = {phdthesis}, institution = {Université du moulin}, date = {2012}}
BIB
echo '#bibliography("works.bib", full: true, style: "chicago-author-date")' > works.typ
venv/bin/python - <<'PY'
import typst, pypdf
typst.compile("works.typ", output="works.pdf")
text = " ".join(pypdf.PdfReader("works.pdf").pages[0].extract_text().split())
print(text)
assert "Phdthesis" in text and "PhD" not in text
assert "moulin" not in text
PY
echo "as described"
