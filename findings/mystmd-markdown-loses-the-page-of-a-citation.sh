#!/usr/bin/env bash
# Guess: [voir @moulin, p. 12] is written again as it was read when MyST Markdown is exported to Markdown (documentation, « Citations »: prefix and suffix).
# Seen (mystmd 1.8.3 from npm): {cite:p}`moulin`: prefix and page are gone without a warning, and @moulin, « Weir (2004) » in the sentence, becomes
#   {cite}`moulin`, which Sphinx with sphinxcontrib-bibtex prints in brackets. Authors who hand in the exported file lose every page they cited.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund mystmd@1.8.3
printf 'version: 1\nproject:\n  title: Actes\n  bibliography: [works.bib]\n' > myst.yml
echo '@book{moulin, author = {Weir, Ada}, title = {Le moulin}, date = {2004}, publisher = {Presses}}' > works.bib
printf -- '---\ntitle: Une roue\nexports:\n  - {format: md, output: article.md}\n---\n\nUn fait [voir @moulin, p. 12]. Comme @moulin le dit.\n' > index.md
npx myst build --md > log.txt 2>&1 < /dev/null
cat article.md; echo
grep -qF 'Un fait {cite:p}`moulin`. Comme {cite}`moulin` le dit.' article.md
(! grep -qE 'voir|p\. 12' article.md)
(! grep -qE '⚠|⛔' log.txt)
echo "as described"
