#!/usr/bin/env bash
# Guess: the words of \text{…} are one <mtext> in the MathML, as they are without accents (MathML Core, 3.2.7: mtext is for text of any length).
# Seen (katex 0.19.1 from npm): each é, à, ç is a formula, a letter with an accent over it: « élevé » is <mover>e ˊ</mover> lev <mover>e ˊ</mover>; œ, ’ and the rest
#   stay in the text. temml 0.13.5 writes « élevé ». A screen reader spells « si la roue est élevée » letter by letter, and a search of the page or
#   a copy of it has « eˊleveˊe ».
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund katex@0.19.1 temml@0.13.5
cat > try.cjs <<'JS'
const assert = require("node:assert")
const katex = require("katex")
const temml = require("temml")

const words = markup => markup.replace(/<annotation.*?<\/annotation>/s, "").replace(/<[^>]*>/g, "")
const seen = {}
for (const text of ["si la roue est haute", "si l’œuvre est élevée"]) {
  const [one, other] = [katex.renderToString(`\\text{${text}}`, { output: "mathml" }), temml.renderToString(`\\text{${text}}`)]
  seen[text] = { katex: words(one), accents: one.match(/<mover/g)?.length ?? 0, temml: words(other) }
}
console.log(seen)
assert.deepStrictEqual(seen["si la roue est haute"].accents, 0)
assert.deepStrictEqual(seen["si l’œuvre est élevée"].accents, 2)
assert.match(seen["si l’œuvre est élevée"].katex, /eˊleveˊe/)
assert.match(seen["si l’œuvre est élevée"].temml, /élevée/)
JS
node try.cjs
echo "as described"
