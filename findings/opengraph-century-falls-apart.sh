#!/usr/bin/env bash
# Guess: the description of a page for search machines and social networks is its text as one reads it: « Le XVIe siècle, du 1er mars : H2O »
#   (HTML, 4.2.5.1: description is free text; the documentation: the text of the page).
# Seen (sphinxext-opengraph 0.13.0 from PyPI, Sphinx 9.0.4): a blank is put before and behind each piece of markup: « Le XVI e siècle, du 1 er mars : H 2 O »,
#   « l' œuvre ». In French each century, each first of a month and each title behind an elision falls apart, in <meta name="description"> too.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q sphinx==9.0.4 sphinxext-opengraph==0.13.0
mkdir book
cat > book/conf.py <<'PY'
project, language, extensions = "Une roue", "fr", ["sphinxext.opengraph"]
ogp_site_url = "https://example.org/"
PY
cat > book/index.rst <<'RST'
Une roue
========

Le XVI\ :sup:`e` siècle, du 1\ :sup:`er` mars : H\ :sub:`2`\ O dans l’\ *Œuvre* d’Ada.
RST
venv/bin/sphinx-build -q book out
grep -o '<meta [^>]*description[^>]*>' out/index.html | tee seen.txt
sed -n 's/.*<p>\(Le .*\)<\/p>.*/\1/p' out/index.html
[ "$(grep -c 'Le XVI e siècle, du 1 er mars : H 2 O dans l’ Œuvre' seen.txt)" = 2 ]
grep -q 'XVI<sup>e</sup> siècle' out/index.html
echo "as described"
