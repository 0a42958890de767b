#!/usr/bin/env bash
# Guess: the latest day of [1667..1670], « one of the years 1667 to 1670 » (EDTF, level 2, set representation), is 31 December 1670.
# Seen (edtf 4.11.1 from npm): 31 December 1667, although going through the set gives all four years; so with {…}, and with a range behind
#   single years. A set that ends with a single year is right. A work of uncertain date is filed before those of 1668, and a search by year misses it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund edtf@4.11.1
cat > try.mjs <<'JS'
import assert from "node:assert"
import edtf from "edtf"

const latest = text => new Date(edtf(text).max).toISOString().slice(0, 10)
const sets = ["[1667..1670]", "[1660,1667..1670]", "{1667..1670}", "[1667..1669,1670]", "[..1670]"]
const seen = Object.fromEntries(sets.map(text => [text, latest(text)]))
const years = [...edtf("[1667..1670]")].map(String)
console.log(seen, years)
assert.deepStrictEqual(Object.values(seen).map(day => day.slice(0, 4)), ["1667", "1667", "1667", "1670", "1670"])
assert.strictEqual(years.length, 4)
JS
node try.mjs
echo "as described"
