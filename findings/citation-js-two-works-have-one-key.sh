#!/usr/bin/env bash
# Guess: two works that have ids of their own have keys of their own when they are written as BibTeX or BibLaTeX.
# Seen (@citation-js/plugin-bibtex 0.8.2 from npm): the key is made of the author, the year and the first word of the title, and nothing tells equal
#   ones apart: « La roue » and « La jante » of 2004 by Jean de La Fontaine are both La2004La, as titles with La, Le, Les often are. pybtex stops at the
#   second, BibTeX skips it: a work is missing in the list. With the setting useIdAsLabel each has its own.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2
python3 -m venv venv && venv/bin/pip install -q pybtex==0.26.1
cat > try.mjs <<'JS'
import assert from "node:assert"
import fs from "node:fs"
import { Cite, plugins } from "@citation-js/core"
import "@citation-js/plugin-bibtex"

const author = [{ family: "La Fontaine", given: "Jean", "non-dropping-particle": "de" }]
const work = (id, title) => ({ id, type: "book", title, author, publisher: "Presses", issued: { "date-parts": [[2004]] } })
const works = new Cite([work("roue", "La roue"), work("jante", "La jante")])
const keys = format => [...works.format(format).matchAll(/@book{(.*),/g)].map(match => match[1])
console.log(keys("bibtex"), keys("biblatex"))
for (const format of ["bibtex", "biblatex"]) assert.deepStrictEqual(keys(format), ["La2004La", "La2004La"])
fs.writeFileSync("works.bib", works.format("bibtex"))
plugins.config.get("@bibtex").format.useIdAsLabel = true
assert.deepStrictEqual(keys("bibtex"), ["roue", "jante"])
JS
node try.mjs
venv/bin/python - <<'PY'
from pybtex.database import BibliographyDataError, parse_file
try:
    parse_file("works.bib")
except BibliographyDataError as error:
    print("pybtex:", error)
else:
    raise SystemExit("pybtex reads both")
PY
echo "as described"
