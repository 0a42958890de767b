#!/usr/bin/env bash
# Guess: the identifier of a heading is made of its words, without its notes (pandoc's manual, auto_identifiers: « Remove all footnotes »).
# Seen (pandoc 3.9, in pypandoc_binary 1.17 from PyPI): so it is with a note written in place, ^[…]; with [^1] the label is left in the identifier.
#   The link to #la-roue, right until the title got a note, leads nowhere, without a warning, and labels renumbered change addresses that others cite.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pypandoc_binary==1.17
venv/bin/python - <<'PY'
import re
import pypandoc

print("pandoc", pypandoc.get_pandoc_version())
titles = {
    "plain": "# La roue",
    "in place": "# La roue^[Une note.]",
    "label 1": "# La roue[^1]\n\n[^1]: Une note.",
    "label 27": "# La roue[^27]\n\n[^27]: Une note.",
}
seen = {}
for name, title in titles.items():
    page = pypandoc.convert_text("Voir [la roue](#la-roue).\n\n" + title, "html", format="markdown")
    seen[name] = re.search('<h1 id="(.*?)"', page).group(1)
print(seen)
assert list(seen.values()) == ["la-roue", "la-roue", "la-roue1", "la-roue27"]
PY
echo "as described"
