#!/usr/bin/env bash
# Guess: pages = {12, 15} are two pages, and {1-9, 112-119} two ranges (biblatex manual, 3.6: commas between pages and ranges), printed « 12, 15 ».
# Seen (typst 0.15.2 from PyPI): « 1215 » and « 1‑9112‑119 »: the comma is gone in each of four styles that it ships; a plain range is right. An
#   article that goes on in another part of the issue is cited with a page that no volume has.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q typst==0.15.2 pypdf==6.4.0
cat > works.bib <<'BIB'
@article{roue, author = {Weir, Ada}, title = {Une roue}, journaltitle = {Roues}, date = {2004}, pages = {12, 15}}
@article{jante, author = {Roy, Jean}, title = {Une jante}, journaltitle = {Roues}, date = {2004}, pages = {1-9, 312-319}}
@article{meule, author = {Tamis, Zoé}, title = {Une meule}, journaltitle = {Roues}, date = {2004}, pages = {21-24}}
BIB
venv/bin/python - <<'PY'
from pathlib import Path
import typst, pypdf

for style in ("apa", "harvard-cite-them-right", "iso-690-author-date", "modern-language-association"):
    Path("works.typ").write_text(f'#set text(lang: "fr")\n#bibliography("works.bib", full: true, style: "{style}")')
    typst.compile("works.typ", output="works.pdf")
    text = " ".join(pypdf.PdfReader("works.pdf").pages[0].extract_text().split()).replace("\u2011", "-").replace("–", "-")
    print(style, text, sep=": ")
    assert "1215" in text and "1-9312-" in text
    assert "21-24" in text
PY
echo "as described"
