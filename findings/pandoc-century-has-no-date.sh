#!/usr/bin/env bash
# Guess: date = {18XX} (an EDTF date with unspecified digits, in the biblatex manual) becomes 1800–1899, or at least a literal date.
# Seen (pandoc 3.9, in pypandoc_binary 1.17 from PyPI): the work has no date at all, without a word on the terminal; date = {1850~} is read, with « circa ».
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pypandoc_binary==1.17
cat > works.bib <<'BIB'
@book{siecle, author = {Weir, Ada}, title = {Un siècle}, date = {18XX}, publisher = {Presses}}
@book{vers, author = {Weir, Ada}, title = {Une année}, date = {1850~}, publisher = {Presses}}
BIB
venv/bin/python - <<'PY'
import json, pypandoc
print("pandoc", pypandoc.get_pandoc_version())
items = {item["id"]: item for item in json.loads(pypandoc.convert_file("works.bib", "csljson", format="biblatex"))}
print(items)
assert "issued" not in items["siecle"]
assert items["vers"]["issued"] == {"circa": True, "date-parts": [[1850]]}
PY
echo "as described"
