#!/usr/bin/env bash
# Guess: editora with editoratype = {redactor} (biblatex manual, 2.3.6) goes into some name variable of CSL, or a note.
# Seen (pandoc 3.9, in pypandoc_binary 1.17 from PyPI): the person is gone; the same person in editor is kept.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pypandoc_binary==1.17
cat > works.bib <<'BIB'
@book{deux, editor = {Roy, Jean}, editora = {Tamis, Zoé}, editoratype = {redactor}, title = {Deux rôles}, date = {2001}, publisher = {Presses}}
BIB
venv/bin/python - <<'PY'
import json, pypandoc
print("pandoc", pypandoc.get_pandoc_version())
items = {item["id"]: item for item in json.loads(pypandoc.convert_file("works.bib", "csljson", format="biblatex"))}
print(items)
assert "Roy" in str(items["deux"]) and "Tamis" not in str(items["deux"])
PY
echo "as described"
