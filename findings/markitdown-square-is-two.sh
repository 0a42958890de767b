#!/usr/bin/env bash
# Guess: a formula of an EPUB becomes TeX in Markdown, as a formula of a DOCX does, and its annotation, which no reader shows, is its source
#   (MathML Core, 2.1.2: only the first child of semantics is rendered).
# Seen (markitdown 0.1.9 from PyPI): x² becomes « x2x^2 », without dollars: the letters of the MathML with the exponent on the line, and behind them the
#   annotation, as EPUBs of pandoc and of KaTeX have it. Who feeds a book to a search or a model has 102 for 10² and each formula twice.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q "markitdown[docx]==0.1.9" pypandoc_binary==1.17
venv/bin/python -W ignore - <<'PY'
import pypandoc
from markitdown import MarkItDown

text = "---\ntitle: Une roue\nlang: fr\n---\n\nLe rayon $10^2$ et la jante.\n"
seen = {}
for target in ("epub", "docx"):
    pypandoc.convert_text(text, target, format="markdown", extra_args=["--mathml"], outputfile=f"wheel.{target}")
    page = MarkItDown().convert(f"wheel.{target}").text_content
    seen[target] = next(line for line in page.splitlines() if "rayon" in line)
print(seen)
assert seen["epub"] == "Le rayon 10210^2 et la jante."
assert "$10^{2}$" in seen["docx"]
PY
echo "as described"
