#!/usr/bin/env bash
# Guess: genre of a thesis or a report (« Thèse de doctorat », CSL 1.0.2, appendix IV) becomes type in BibLaTeX, which a thesis must have (biblatex manual,
#   2.1.1: required fields author, title, type, institution, date), and a thesis stays one in BibTeX (@phdthesis has school).
# Seen (@citation-js/plugin-bibtex 0.9.0 from npm): in BibLaTeX it becomes entrysubtype, which no standard style prints, unless it is one of biblatex's own
#   keys; in BibTeX it is @misc with school and type, which @misc does not print, where « PhD thesis » is @phdthesis. A French
#   thesis is listed without a word that it is one, and in BibTeX without its university.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund @citation-js/core@0.9.0 @citation-js/plugin-bibtex@0.9.0
cat > try.mjs <<'JS'
import assert from "node:assert"
import { Cite } from "@citation-js/core"
import "@citation-js/plugin-bibtex"

const work = { title: "Une roue", author: [{ family: "Weir", given: "Ada" }], issued: { "date-parts": [[2004]] }, publisher: "Université du moulin" }
const genres = { "Thèse de doctorat": "thesis", "Mémoire de master": "thesis", phdthesis: "thesis", "PhD thesis": "thesis", "Rapport technique": "report" }
const seen = {}
for (const [genre, type] of Object.entries(genres)) {
  const cite = new Cite({ id: "a", ...work, type, genre })
  seen[genre] = ["biblatex", "bibtex"].map(format => cite.format(format).match(/@\w+|(?<=\t)(type|entrysubtype|school|institution)(?= =)/g).join(" "))
}
console.log(seen)
assert.deepStrictEqual(seen["Thèse de doctorat"], ["@thesis entrysubtype institution", "@misc school type"])
assert.deepStrictEqual(seen["Mémoire de master"], seen["Thèse de doctorat"])
assert.deepStrictEqual(seen["PhD thesis"], ["@thesis entrysubtype institution", "@phdthesis school"])
assert.strictEqual(seen.phdthesis[0], "@thesis type institution")
assert.deepStrictEqual(seen["Rapport technique"], ["@report entrysubtype institution", "@techreport institution type"])
JS
node try.mjs
echo "as described"
