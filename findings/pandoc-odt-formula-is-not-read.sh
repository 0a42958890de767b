#!/usr/bin/env bash
# Guess: a formula that pandoc writes into an ODT (an object with MathML in a folder of its own) is read by pandoc as the same formula.
# Seen (pandoc 3.9, in pypandoc_binary 1.17 from PyPI): it is gone, in the line and on display, without a warning, and the sentence reads on. From
#   DOCX it comes back. Written without the slash behind the folder's name, as LibreOffice does, the same object is read.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pypandoc_binary==1.17
venv/bin/python - <<'PY'
import re
import zipfile
import pypandoc

print("pandoc", pypandoc.get_pandoc_version())
seen = {}
for name in ("docx", "odt"):
    pypandoc.convert_text("Le rayon $r^2$ de la roue.", name, format="markdown", outputfile=f"wheel.{name}")
    seen[name] = pypandoc.convert_file(f"wheel.{name}", "markdown", format=name)
with zipfile.ZipFile("wheel.odt") as package, zipfile.ZipFile("mended.odt", "w") as mended:
    for part in package.namelist():
        mended.writestr(part, re.sub(rb'href="(Formula-\d+)/"', rb'href="\1"', package.read(part)))
seen["mended"] = pypandoc.convert_file("mended.odt", "markdown", format="odt")
print(seen)
assert "$r^{2}$" in seen["docx"]
assert seen["odt"].split() == ["Le", "rayon", "de", "la", "roue."]
assert "r^{2}" in seen["mended"]
PY
echo "as described"
