#!/usr/bin/env bash
# Guess: M3 of a thesis (the kind of work, in the tables of RIS of 2011) becomes type, or is reported as unknown.
# Seen (bibliojson 4.1.0 from npm): it becomes the DOI, in BibLaTeX and in CSL: styles print https://doi.org/Doctorat, a dead link in the book.
#   The university stays in publisher, which biblatex does not print for a thesis (manual, 2.1.1: institution).
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund bibliojson@4.1.0
cat > try.mjs <<'JS'
import assert from "node:assert"
import { BibLatexExporter, CSLExporter, parseRIS } from "bibliojson"

const lines = ["TY  - THES", "AU  - Weir, Ada", "TI  - Une roue", "PB  - Université du moulin", "PY  - 2001", "M3  - Doctorat", "ER  - ", ""]
const ris = parseRIS(lines.join("\r\n"))
const bib = new BibLatexExporter(ris.entries).parse()
console.log(bib, ris.warnings)
assert(bib.includes("doi = {Doctorat}"))
assert(bib.includes("publisher = {Université du moulin}") && !bib.includes("institution"))
assert.strictEqual(Object.values(new CSLExporter(ris.entries).parse())[0].DOI, "Doctorat")
assert.deepStrictEqual([ris.errors, ris.warnings], [[], []])
JS
node try.mjs
echo "as described"
