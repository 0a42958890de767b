#!/usr/bin/env bash
# Guess: eid (the number of an article) becomes CSL number beside page, as electronic journals with both are cited.
# Seen (pandoc 3.9, in pypandoc_binary 1.17 from PyPI): eid is lost, with pages and without, without a word on the terminal.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pypandoc_binary==1.17
cat > works.bib <<'BIB'
@article{deux, author = {Weir, Ada}, title = {Les deux}, journaltitle = {Roues}, date = {2019}, eid = {e12}, pages = {1--9}}
@article{seul, author = {Weir, Ada}, title = {Un seul}, journaltitle = {Roues}, date = {2019}, eid = {e12}}
BIB
venv/bin/python - <<'PY'
import json, pypandoc
print("pandoc", pypandoc.get_pandoc_version())
items = {item["id"]: item for item in json.loads(pypandoc.convert_file("works.bib", "csljson", format="biblatex"))}
print(items)
assert "e12" not in str(items)
assert items["deux"]["page"] == "1-9"
PY
echo "as described"
