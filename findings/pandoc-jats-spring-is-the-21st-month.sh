#!/usr/bin/env bash
# Guess: date = {2004-21} (spring, in the biblatex manual, 2.3.8) becomes <season> in JATS, which has that element, or the year alone.
# Seen (pandoc 3.9, in pypandoc_binary 1.17 from PyPI): <month>21</month> and iso-8601-date="2004-21", which ISO 8601-1 has not: aggregators that
#   read the month of a reference refuse it or drop the date. The event of a paper in proceedings (eventtitle) has no <conf-name>, on the same page.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pypandoc_binary==1.17
cat > works.bib <<'BIB'
@inproceedings{roue, author = {Weir, Ada}, title = {Une roue}, booktitle = {Actes}, eventtitle = {Journées du moulin}, date = {2004-21}}
BIB
printf -- '---\nbibliography: works.bib\nnocite: "@*"\n---\n' > article.md
venv/bin/python - <<'PY'
import pypandoc
options = ["--citeproc", "--standalone"]
text = pypandoc.convert_file("article.md", "jats_publishing+element_citations", format="markdown", extra_args=options)
reference = text[text.index("<element-citation") : text.index("</element-citation>")]
print("pandoc", pypandoc.get_pandoc_version(), reference)
assert '<year iso-8601-date="2004-21">2004</year><month>21</month>' in reference
assert "<season>" not in reference and "conf-name" not in reference and "Journées" not in reference
PY
echo "as described"
