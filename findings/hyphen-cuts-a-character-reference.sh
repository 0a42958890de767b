#!/usr/bin/env bash
# Guess: hyphenateHTML leaves markup alone: tags, and character references too (HTML standard, 13.5), which French HTML is full of.
# Seen (hyphen 1.14.1 from npm): a soft hyphen lands inside the name of the reference, so that pages show « &eacute; » in the middle of a word.
#   The text of <code> is hyphenated too: what a reader copies from the page holds soft hyphens.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund hyphen@1.14.1
cat > try.cjs <<'JS'
const assert = require("assert")
const { hyphenateHTMLSync } = require("hyphen/fr")
const seen = hyphenateHTMLSync('<p>interpr&eacute;tation <code class="interpretation">administration</code></p>')
console.log(seen.replaceAll("\u00ad", "[-]"))
assert(seen.includes("&ea\u00adcute;"), "the reference is whole")
assert(seen.includes("ad\u00admi\u00adnis"), "code is left alone")
assert(seen.includes('class="interpretation"'))
JS
node try.cjs
echo "as described"
