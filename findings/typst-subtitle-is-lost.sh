#!/usr/bin/env bash
# Guess: title and subtitle are printed together (biblatex manual, 2.2.2), and titleaddon behind them.
# Seen (typst 0.15.2 from PyPI): the subtitle and the addition are lost without a warning.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q typst==0.15.2 pypdf==6.4.0
cat > works.bib <<'BIB'
@book{roues, author = {Weir, Ada}, title = {Les roues}, subtitle = {Une histoire}, titleaddon = {Avec des planches}, date = {2001}, publisher = {Presses}}
BIB
echo '#bibliography("works.bib", full: true, style: "chicago-author-date")' > works.typ
venv/bin/python - <<'PY'
import typst, pypdf
typst.compile("works.typ", output="works.pdf")
text = " ".join(pypdf.PdfReader("works.pdf").pages[0].extract_text().split())
print(text)
assert "Les Roues" in text or "Les roues" in text
assert "histoire" not in text.lower() and "planches" not in text
PY
echo "as described"
