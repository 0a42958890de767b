#!/usr/bin/env bash
# Guess: with docx+citations a citation that Zotero left in a DOCX (locator 3, label chapter) is read as one of pandoc's own (manual, extension citations
#   of docx) and printed in the language of the document, « chap. 3 » with lang: fr and « Kap. 3 » with lang: de, as [@roue, chapitre 3] and
#   [@roue, Kapitel 3] are.
# Seen (pandoc 3.9, in pypandoc_binary 1.17 from PyPI): the label becomes a word of the text, in English whatever the language, and citeproc looks for the
#   words of the locale: « chapter 3 » in French and German, and in German even « page 12 » where French has « 12 ». In English all are right.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pypandoc_binary==1.17
venv/bin/python - <<'PY'
import json
import zipfile
from xml.sax.saxutils import escape
import pypandoc

print("pandoc", pypandoc.get_pandoc_version())
book = {"id": 1, "type": "book", "title": "Une roue", "author": [{"family": "Weir", "given": "Ada"}], "issued": {"date-parts": [[2004]]}}
run = "<w:r>{}</w:r>".format
mark = '<w:fldChar w:fldCharType="{}"/>'.format


def cited(label, locator):
    item = {"id": 1, "uris": ["http://zotero.org/users/1/items/A"], "itemData": book, "label": label, "locator": locator}
    field = "ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps({"citationID": label, "citationItems": [item]})
    parts = [mark("begin"), f"<w:instrText>{escape(field)}</w:instrText>", mark("separate"), "<w:t>(Weir)</w:t>", mark("end")]
    return f"<w:p>{''.join(run(part) for part in parts)}</w:p>"


types = '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
with zipfile.ZipFile("paper.docx", "w") as package:
    package.writestr("[Content_Types].xml", f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>')
    link = f'<Relationship Id="a" Type="{relation}" Target="word/document.xml"/>'
    package.writestr("_rels/.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{link}</Relationships>')
    body = f"<w:body>{cited('chapter', '3')}{cited('page', '12')}</w:body>"
    package.writestr("word/document.xml", f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{body}</w:document>')
seen = {}
for language in ("en", "fr", "de"):
    options = ["--citeproc", "-M", f"lang={language}"]
    seen[language] = pypandoc.convert_file("paper.docx", "plain", format="docx+citations", extra_args=options).splitlines()[:3:2]
references = "\n\n---\nreferences: " + json.dumps([book]) + "\n---\n"
typed = {"fr": "[@1, chapitre 3]", "de": "[@1, Kapitel 3]"}
for language, text in typed.items():
    options = ["--citeproc", "-M", f"lang={language}"]
    typed[language] = pypandoc.convert_text(text + references, "plain", format="markdown", extra_args=options).splitlines()[0]
print(seen, typed)
assert [line.replace(" )", ")") for line in seen["en"]] == ["(Weir 2004, chap. 3)", "(Weir 2004, 12)"]
assert [line.replace(" )", ")") for line in seen["fr"]] == ["(Weir 2004, chapter 3)", "(Weir 2004, 12)"]
assert [line.replace(" )", ")") for line in seen["de"]] == ["(Weir 2004, chapter 3)", "(Weir 2004, page 12)"]
assert typed == {"fr": "(Weir 2004, chap. 3)", "de": "(Weir 2004, Kap. 3)"}
PY
echo "as described"
