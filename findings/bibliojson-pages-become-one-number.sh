#!/usr/bin/env bash
# Guess: page "12-24" of CSL-JSON, and SP 12 with EP 24 of RIS, become pages = {12--24} (biblatex manual, 3.6: a range), and 12-24 in CSL again.
# Seen (bibliojson 4.1.0 from npm, formerly biblatex-csl-converter): both become 1224, page twelve hundred and twenty-four of a volume, without a
#   warning. Read from a .bib the same pages are kept, so who gathers a volume's references from Zotero and from .ris prints false pages.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund bibliojson@4.1.0
cat > try.mjs <<'JS'
import assert from "node:assert"
import { BibLatexExporter, CSLExporter, parse, parseCSL, parseRIS } from "bibliojson"

const work = { id: "a", type: "article-journal", title: "Une roue", "container-title": "Roues", page: "12-24", issued: { "date-parts": [[2004]] } }
const lines = ["TY  - JOUR", "AU  - Weir, Ada", "TI  - Une roue", "T2  - Roues", "PY  - 2004", "SP  - 12", "EP  - 24", "ER  - ", ""]
const ris = parseRIS(lines.join("\r\n"))
const bib = parse("@article{a, title = {Une roue}, journaltitle = {Roues}, date = {2004}, pages = {12--24}}")
const seen = {}
for (const [name, entries] of Object.entries({ csl: parseCSL({ a: work }), ris: ris.entries, bib: bib.entries }))
  seen[name] = [new BibLatexExporter(entries).parse().match(/pages = .*}/)[0], Object.values(new CSLExporter(entries).parse())[0].page]
console.log(seen, ris.warnings)
assert.deepStrictEqual(seen.csl, ["pages = {1224}", "1224"])
assert.deepStrictEqual(seen.ris, ["pages = {1224}", "1224"])
assert.deepStrictEqual(seen.bib, ["pages = {12--24}", "12-24"])
assert.deepStrictEqual(ris.warnings, [])
JS
node try.mjs
echo "as described"
