#!/usr/bin/env bash
# Guess: @article with journaltitle and number becomes CSL article-journal with issue (CSL 1.0.2, appendix III: « article » is for preprints and the like).
# Seen (bibliojson 4.1.0 from npm, formerly biblatex-csl-converter): it becomes « article », and its number that of a collection, which no style prints
#   for an article: the issue is gone from the list. With entrysubtype = {newspaper} the type is right.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund bibliojson@4.1.0
cat > try.mjs <<'JS'
import assert from "node:assert"
import { CSLExporter, parse } from "bibliojson"

const fields = "author = {Weir, Ada}, title = {Une roue}, journaltitle = {Roues}, volume = {12}, number = {3}, date = {2004}"
const bib = parse(`@article{a, ${fields}}\n@article{b, ${fields}, entrysubtype = {newspaper}}`)
const [article, newspaper] = Object.values(new CSLExporter(bib.entries).parse())
console.log(article, newspaper.type, bib.errors, bib.warnings)
assert.strictEqual(article.type, "article")
assert.strictEqual(article["collection-number"], "3")
assert.strictEqual(article.issue, undefined)
assert.strictEqual(newspaper.type, "article-newspaper")
assert.deepStrictEqual([bib.errors, bib.warnings], [[], []])
JS
node try.mjs
echo "as described"
