#!/usr/bin/env bash
# Guess: the abstract of the metadata stands in a paragraph of its own in ODT (OpenDocument 1.3, part 3, 3.4: office:text holds paragraphs, tables,
#   lists and the like, and no text of its own).
# Seen (pandoc 3.9, in pypandoc_binary 1.17 from PyPI): an abstract, of one paragraph or of two, is bare text between paragraphs; LibreOffice 7.4 opens
#   the file without a word and does not show it. In DOCX it is a paragraph. The paper handed to a journal as ODT has no abstract.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pypandoc_binary==1.17
venv/bin/python - <<'PY'
import xml.etree.ElementTree as ET
import zipfile
import pypandoc

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
print("pandoc", pypandoc.get_pandoc_version())
seen = {}
for name, abstract in {"one": "La roue tourne.", "two": "|\n  La roue tourne.\n\n  La jante suit."}.items():
    text = f"---\ntitle: Une roue\nlang: fr\nabstract: {abstract}\n---\n\nLe texte.\n"
    pypandoc.convert_text(text, "odt", format="markdown", outputfile=f"{name}.odt")
    pypandoc.convert_text(text, "docx", format="markdown", outputfile=f"{name}.docx")
    with zipfile.ZipFile(f"{name}.odt") as package:
        body = ET.fromstring(package.read("content.xml")).find(f"{OFFICE}body/{OFFICE}text")
    seen[name] = {
        "paragraphs": ["".join(part.itertext()) for part in body],
        "outside": [part.tail.strip() for part in body if part.tail and part.tail.strip()],
    }
    print(name, seen[name])
assert seen["one"] == {"paragraphs": ["Une roue", "Le texte."], "outside": ["La roue tourne."]}
assert seen["two"] == {"paragraphs": ["Une roue", "", "Le texte."], "outside": ["La roue tourne.", "La jante suit."]}
assert "La roue tourne." in pypandoc.convert_file("one.docx", "plain", format="docx")
PY
echo "as described"
