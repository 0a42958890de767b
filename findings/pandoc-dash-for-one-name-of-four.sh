#!/usr/bin/env bash
# Guess: with subsequent-author-substitute-rule="partial-each" a dash stands for each name that is the same as in the entry before, from the first on
#   (CSL 1.0.2, « Reference Grouping »).
# Seen (pandoc 3.9, in pypandoc_binary 1.17 from PyPI): so it is, unless the entry before has a dash itself: then only its dash is taken for the same,
#   and « ———, Jean Roy » follows « ———, Jean Roy ». citeproc-js 2.4.63 prints « ———, ——— ». The third work of a pair looks like one of other authors.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pypandoc_binary==1.17
cat > dash.csl <<'CSL'
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="fr-FR">
<info><title>Dash</title><id>http://example.org/dash</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography subsequent-author-substitute="———" subsequent-author-substitute-rule="partial-each">
<layout suffix="."><names variable="author" suffix=". "><name name-as-sort-order="first" delimiter=", "/></names><text variable="title"/></layout>
</bibliography></style>
CSL
venv/bin/python - <<'PY'
import json
from pathlib import Path
import pypandoc

print("pandoc", pypandoc.get_pandoc_version())
alone = [{"family": "Weir", "given": "Ada"}]
both = alone + [{"family": "Roy", "given": "Jean"}]


def references(*authors):
    works = [{"id": f"w{n}", "type": "book", "title": f"Roue {n}", "author": names} for n, names in enumerate(authors)]
    Path("works.json").write_text(json.dumps(works))
    options = ["--citeproc", "--bibliography=works.json", "--csl=dash.csl", "--wrap=none"]
    return pypandoc.convert_text('---\nnocite: "@*"\n---\n', "plain", format="markdown", extra_args=options).split("\n\n")


two, three = references(both, both), references(alone, both, both)
print(two, three)
assert two[1].strip() == "———, ———. Roue 1."
assert [line.strip() for line in three[1:]] == ["———, Jean Roy. Roue 1.", "———, Jean Roy. Roue 2."]
PY
echo "as described"
