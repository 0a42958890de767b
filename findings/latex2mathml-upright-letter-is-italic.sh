#!/usr/bin/env bash
# Guess: \mathrm{e} and \mathrm{d} are upright in MathML: <mi mathvariant="normal"> (MathML 3, 3.2.3: an <mi> of one letter is italic otherwise).
# Seen (latex2mathml 3.81.1 from PyPI): <mi>e</mi> and <mi>d</mi>, which every browser sets in italics; so is any unit of one letter, « 3 m ». Books
#   by French typography, where constants, differentials and units are upright, show others than their PDF does. \mathbf keeps its variant.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q latex2mathml==3.81.1
venv/bin/python - <<'PY'
import html, re
from latex2mathml.converter import convert

seen = {tex: re.findall("<mi.*?</mi>", html.unescape(convert(tex))) for tex in (r"\mathrm{e}", r"\mathrm{d}x", r"3\,\mathrm{m}", r"\mathbf{e}", "e")}
print(seen)
assert seen[r"\mathrm{e}"] == seen["e"] == ["<mi>e</mi>"]
assert seen[r"\mathrm{d}x"] == ["<mi>d</mi>", "<mi>x</mi>"] and seen[r"3\,\mathrm{m}"] == ["<mi>m</mi>"]
assert seen[r"\mathbf{e}"] != ["<mi>e</mi>"]
PY
echo "as described"
