#!/usr/bin/env bash
# Guess: the authors of an EPUB are read in the order of its dc:creator (EPUB 3.3, 5.5.4.3: their order in the document is the order to show them in).
# Seen (pandoc 3.9, in pypandoc_binary 1.17 from PyPI): in the reverse order, though pandoc wrote the book itself. A volume that goes from EPUB to JATS,
#   DOCX or a catalogue has its last author first: it is cited and filed under another name.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pypandoc_binary==1.17
venv/bin/python - <<'PY'
import json
import re
import zipfile
import pypandoc

print("pandoc", pypandoc.get_pandoc_version())
text = "---\ntitle: Une roue\nlang: fr\nauthor: [Ada Weir, Jean Roy, Zoé Tamis]\n---\n\nLe texte.\n"
pypandoc.convert_text(text, "epub", format="markdown", outputfile="wheel.epub")
with zipfile.ZipFile("wheel.epub") as book:
    written = re.findall("<dc:creator.*?>(.*?)<", book.read("EPUB/content.opf").decode())
authors = json.loads(pypandoc.convert_file("wheel.epub", "json", format="epub"))["meta"]["author"]["c"]
read = ["".join(word.get("c", " ") for word in author["c"]) for author in authors]
print(written, read)
assert written == ["Ada Weir", "Jean Roy", "Zoé Tamis"]
assert read == ["Zoé Tamis", "Jean Roy", "Ada Weir"]
PY
echo "as described"
