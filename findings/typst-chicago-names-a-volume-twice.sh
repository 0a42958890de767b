#!/usr/bin/env bash
# Guess: a paper in proceedings with an editor is printed as « In Volume, edited by Editor ».
# Seen (typst 0.15.2 from PyPI): the title of the volume stands a second time behind the editor (« In Actes du moulin, edited by Jean Roy, Actes du moulin »).
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q typst==0.15.2 pypdf==6.4.0
cat > works.bib <<'BIB'
@inproceedings{meule, author = {Tamis, Zoé}, title = {Une meule}, booktitle = {Actes du moulin}, editor = {Roy, Jean}, date = {2021}, publisher = {Presses}}
BIB
echo '#bibliography("works.bib", full: true, style: "chicago-author-date")' > works.typ
venv/bin/python - <<'PY'
import typst, pypdf
typst.compile("works.typ", output="works.pdf")
text = " ".join(pypdf.PdfReader("works.pdf").pages[0].extract_text().split())
print(text)
assert text.lower().count("actes du moulin") == 2
PY
echo "as described"
