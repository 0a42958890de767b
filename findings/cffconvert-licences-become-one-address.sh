#!/usr/bin/env bash
# Guess: a list of licences (CFF 1.2.0, license: one or more SPDX identifiers) becomes one address for each in CodeMeta and schema.org.
# Seen (cffconvert 2.0.0 from PyPI): one address with the list as Python prints it, brackets and quotes included, in a file that passes validation.
#   A deposit made from it (HAL and Software Heritage read CodeMeta) has no licence that anyone can look up.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q cffconvert==2.0.0
cat > CITATION.cff <<'CFF'
cff-version: 1.2.0
message: Citez cet outil.
title: La roue
authors:
  - {given-names: Ada, family-names: Weir}
license: [MIT, GPL-3.0-or-later]
CFF
venv/bin/cffconvert --validate
for format in codemeta schema.org; do
  venv/bin/cffconvert -f $format | tee $format.json
  grep -qF "https://spdx.org/licenses/['MIT', 'GPL-3.0-or-later']" $format.json
done
echo "as described"
