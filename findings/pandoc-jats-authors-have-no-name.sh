#!/usr/bin/env bash
# Guess: the authors that pandoc writes into JATS (« author: Ada Weir » becomes <contrib> with <string-name>) are read by pandoc as the same authors,
#   and an organisation (<collab>, JATS 1.3) by its name, in the article and in the references.
# Seen (pandoc 3.9, in pypandoc_binary 1.17 from PyPI): each author of the article whose name is not parted into surname and given names is an
#   author without a name, and a <collab> in a reference is gone, without a warning. What a ministry and a person wrote is cited by
#   the person alone, and a page made from JATS has empty lines where its authors stood. Through DOCX the same authors come back.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pypandoc_binary==1.17
venv/bin/python - <<'PY'
import json
import pypandoc

print("pandoc", pypandoc.get_pandoc_version())


def meta(source, form):
    return json.loads(pypandoc.convert_text(source, "json", format=form))["meta"]


text = "---\ntitle: Une roue\nauthor: [Ada Weir, Ministère de la Culture]\n---\n\nLe texte.\n"
jats = pypandoc.convert_text(text, "jats", format="markdown", extra_args=["-s"])
assert jats.count("<string-name>") == 2 and "<string-name>Ada Weir</string-name>" in jats
written = meta(jats, "jats")["author"]["c"]
contributor = "<contrib contrib-type='author'>{}</contrib>".format
contributors = contributor("<name><surname>Weir</surname><given-names>Ada</given-names></name>") + contributor("<collab>Ministère</collab>")
group = "<person-group person-group-type='author'><name><surname>Roy</surname><given-names>Jean</given-names></name><collab>Ministère</collab></person-group>"
article = meta(
    f"<article><front><article-meta><contrib-group>{contributors}</contrib-group></article-meta></front><body><p>Texte.</p></body><back><ref-list>"
    f"<ref id='a'><element-citation publication-type='book'>{group}<source>Une jante</source></element-citation></ref></ref-list></back></article>",
    "jats",
)
names = [[part.get("c", " ") for part in author["c"]] for author in article["author"]["c"]]
cited = article["references"]["c"][0]["c"]["author"]["c"]
print(written, names, cited)
assert [author["c"] for author in written] == [[], []]
assert names == [["Ada", " ", "Weir"], []]
assert len(cited) == 1
pypandoc.convert_text(text, "docx", format="markdown", outputfile="paper.docx")
back = pypandoc.convert_file("paper.docx", "markdown", format="docx", extra_args=["-s"])
assert "Ada Weir" in back and "Ministère de la Culture" in back
PY
echo "as described"
