#!/usr/bin/env bash
# Guess: the series of an EPUB 3 (belongs-to-collection with collection-type series and group-position: EPUB 3.3, D.3.2 to D.3.4) has its name and
#   number in the reader's metadata, as a collection of another type has.
# Seen (foliate-js 1.0.1 from npm): no name, and no number; only calibre's own <meta name="calibre:series"> is read, and a series without that is taken
#   for one with it. Readers built on it (Foliate, Readest) show a volume of a series as the book of no series.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund foliate-js@1.0.1 jsdom@29.1.1
cat > try.mjs <<'JS'
import assert from "node:assert"
import { JSDOM } from "jsdom"

for (const kind of [Object, Map])
  kind.groupBy ??= (items, key) => {
    const groups = new Map()
    for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
    return kind === Map ? groups : Object.fromEntries(groups)
  }
const { window } = new JSDOM("")
Object.assign(globalThis, { DOMParser: window.DOMParser, XMLSerializer: window.XMLSerializer, CSS: { escape: name => name } })
const { EPUB } = await import("foliate-js/epub.js")

const meta = type => `<meta property="belongs-to-collection" id="c">Les moulins</meta>
<meta refines="#c" property="collection-type">${type}</meta><meta refines="#c" property="group-position">3</meta>`
const files = type => ({
  "META-INF/container.xml": `<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
  "book.opf": `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="fr">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:isbn:9782070360024</dc:identifier><dc:title>Une roue</dc:title>
<dc:language>fr</dc:language>${meta(type)}<meta property="dcterms:modified">2024-01-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine><itemref idref="nav"/></spine></package>`,
  "nav.xhtml": `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Une roue</title></head>
<body><nav epub:type="toc"><ol><li><a href="nav.xhtml">Un</a></li></ol></nav></body></html>`,
})
const seen = {}
for (const type of ["series", "set"]) {
  const book = new EPUB({ loadText: async name => files(type)[name] ?? null, loadBlob: async () => null, getSize: () => 0 })
  seen[type] = (await book.init()).metadata.belongsTo
}
console.log(JSON.stringify(seen))
assert.strictEqual(seen.series.series.name, undefined)
assert(Number.isNaN(seen.series.series.position))
assert.match(JSON.stringify(seen.set.collection), /Les moulins.*3/)
JS
node try.mjs
echo "as described"
