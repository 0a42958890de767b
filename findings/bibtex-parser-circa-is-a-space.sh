#!/usr/bin/env bash
# Guess: date = {1850~} (« about 1850 » in the biblatex manual, 2.3.8) keeps its sign, as 1850? keeps its own, for the reader of the date behind the parser.
# Seen (@retorquere/bibtex-parser 9.0.29 from npm): ~ is taken for TeX's space and % for its comment: 1850~ and 1850% are plain 1850, and the range
#   1850~/1855 has a no-break space in it, which no reader of EDTF takes. « vers 1850 » is printed as a fact in the list of references.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund @retorquere/bibtex-parser@9.0.29
cat > try.mjs <<'JS'
import assert from "node:assert"
import { parse } from "@retorquere/bibtex-parser"

const dates = ["1850?", "1850~", "1850%", "1850~/1855", "18XX"]
const bib = parse(dates.map((date, n) => `@book{work${n}, title = {Une roue}, date = {${date}}}\n`).join(""))
const seen = bib.entries.map(entry => entry.fields.date)
console.log(seen, bib.errors)
assert.deepStrictEqual(seen, ["1850?", "1850", "1850", "1850\u00a0/1855", "18XX"])
assert.deepStrictEqual(bib.errors, [])
JS
node try.mjs
echo "as described"
