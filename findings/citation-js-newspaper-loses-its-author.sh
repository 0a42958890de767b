#!/usr/bin/env bash
# Guess: every author of a work goes into AU of RIS, whatever its type, and a particle stays with its family name (« van den Berg, Jan »).
# Seen (@citation-js/plugin-ris 0.8.2 from npm): an article in a newspaper, a film and a bill have no author, without a warning, and every
#   « van den Berg » is « Berg »: the list is sorted elsewhere and the name is false in the reader's reference manager.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2
cat > try.mjs <<'JS'
import assert from "node:assert"
import { Cite } from "@citation-js/core"
import "@citation-js/plugin-ris"

const author = [{ family: "Berg", given: "Jan", "non-dropping-particle": "van den" }]
const lines = type => new Cite({ id: "a", type, title: "Une roue", author, issued: { "date-parts": [[2020, 3, 4]] } }).format("ris").split("\n")
for (const type of ["article-journal", "article-newspaper", "motion_picture", "bill"]) {
  const seen = lines(type).filter(line => /^(TY|A[U1-4]) /.test(line))
  console.log(type, seen)
  assert.deepStrictEqual(seen.slice(1), type === "article-journal" ? ["AU  - Berg, Jan"] : [])
}
JS
node try.mjs
echo "as described"
