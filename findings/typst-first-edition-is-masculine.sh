#!/usr/bin/env bash
# Guess: the ordinal of an edition takes the gender of the term « édition » in French (CSL 1.0.2, « Gender-specific Ordinals », whose example this is):
#   « 1ʳᵉ éd. », as pandoc 3.9 prints it from the same locale.
# Seen (typst 0.15.2 from PyPI): « 1ᵉʳ éd. », the masculine, in each of four styles that it ships; « 2ᵉ éd. » is the same in both genders. Every
#   first edition in a French list of references has a mistake of grammar that no author can mend in the .bib.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q typst==0.15.2 pypdf==6.4.0
cat > works.bib <<'BIB'
@book{roue, author = {Weir, Ada}, title = {Une roue}, date = {2004}, edition = {1}, publisher = {Presses}}
@book{jante, author = {Roy, Jean}, title = {Une jante}, date = {2005}, edition = {2}, publisher = {Presses}}
BIB
venv/bin/python - <<'PY'
from pathlib import Path
import typst, pypdf

for style in ("apa", "chicago-author-date", "harvard-cite-them-right", "modern-language-association"):
    Path("works.typ").write_text(f'#set text(lang: "fr")\n#bibliography("works.bib", full: true, style: "{style}")')
    typst.compile("works.typ", output="works.pdf")
    text = " ".join(pypdf.PdfReader("works.pdf").pages[0].extract_text().split())
    print(style, text, sep=": ")
    assert "1ᵉʳ éd." in text and "2ᵉ éd." in text
PY
echo "as described"
