#!/usr/bin/env bash
# Guess: an organisation (entity with name, CFF 1.2.0) stands in braces in BibTeX, as BibTeX wants for a name that is not a person's; & is written \&.
# Seen (cffconvert 2.0.0 from PyPI): no braces: pybtex, like BibTeX, reads « Ministère de la Culture » as Culture, Ministère de la, and
#   « Barnes and Noble » as two persons; the bare & stops LaTeX. The list sorts a ministry under C.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q cffconvert==2.0.0 pybtex==0.26.1
cat > CITATION.cff <<'CFF'
cff-version: 1.2.0
message: Citez cet outil.
title: La roue & le moulin
authors:
  - name: Ministère de la Culture
  - name: Barnes and Noble
CFF
venv/bin/cffconvert -f bibtex | tee works.bib
grep -q 'roue & le' works.bib
venv/bin/python - <<'PY'
from pybtex.database import parse_file
authors = [str(person) for person in parse_file("works.bib").entries["YourReferenceHere"].persons["author"]]
print(authors)
assert authors == ["de la Culture, Ministère", "Barnes", "Noble"]
PY
echo "as described"
