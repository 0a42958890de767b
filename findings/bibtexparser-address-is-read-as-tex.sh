#!/usr/bin/env bash
# Guess: LatexDecodingMiddleware makes TeX's accents characters and leaves url alone (biblatex manual, 2.2.1: a URI field is
#   taken verbatim).
# Seen (bibtexparser 2.1.0 from PyPI): url is read as TeX too: ~ becomes a no-break space, and all behind the first % is a comment, without a warning.
#   LatexEncodingMiddleware, the way back, wraps url in \url{…} and puts a backslash into doi. Links in a list of references that was read
#   and written once lead nowhere, those with an é or a blank in their address above all.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q bibtexparser==2.1.0 pylatexenc==2.10
cat > works.bib <<'BIB'
@online{roue, author = {Weir, Ada}, title = {Une roue {\'e}lev{\'e}e}, date = {2004}, doi = {10.1000/une_roue},
  url = {https://example.org/~weir/roue%20haute?a=1&b=2}}
BIB
venv/bin/python - <<'PY'
import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware, LatexEncodingMiddleware

plain = bibtexparser.parse_file("works.bib").entries[0]
decoded = bibtexparser.parse_file("works.bib", append_middleware=[LatexDecodingMiddleware()])
entry = decoded.entries[0]
print([repr(field.value) for field in entry.fields])
assert plain["url"] == "https://example.org/~weir/roue%20haute?a=1&b=2"
assert entry["title"] == "Une roue élevée" and decoded.failed_blocks == []
assert entry["url"].split() == ["https://example.org/", "weir/roue"]
again = bibtexparser.write_string(bibtexparser.parse_file("works.bib"), prepend_middleware=[LatexEncodingMiddleware()])
print(again)
assert r"url = {\url{https://example.org/~weir/roue%20haute?a=1&b=2}}" in again
assert r"doi = {10.1000/une\_roue}" in again
PY
echo "as described"
