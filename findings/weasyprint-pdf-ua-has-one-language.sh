#!/usr/bin/env bash
# Guess: lang on a phrase or a quotation becomes /Lang in the structure of a PDF/UA (ISO 14289-1, 7.2: each change of language is marked),
#   and the title of <abbr> becomes /E, its expansion.
# Seen (WeasyPrint 70.0 from PyPI): the document has /Lang fr and nothing else has any; no /E either. The file calls itself PDF/UA-1, and a screen
#   reader speaks the English abstracts of French proceedings in French. No validator can find it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
[[ $(ldconfig -p) == *libpangoft2-1.0.so.0* ]] || { echo "WeasyPrint wants Pango (Debian: libpangoft2-1.0-0)"; exit 1; }
python3 -m venv venv && venv/bin/pip install -q weasyprint==70.0 pikepdf==10.18.0
venv/bin/python - <<'PY'
import pikepdf, weasyprint

html = """<!DOCTYPE html><html lang="fr"><head><title>Une roue</title></head><body><h1>Une roue</h1>
<p>Le mot <em lang="en">wheel</em>, chez <abbr title="Hyper Articles en Ligne">HAL</abbr>.</p>
<blockquote lang="en"><p>A wheel turns.</p></blockquote></body></html>"""
weasyprint.HTML(string=html).write_pdf("book.pdf", pdf_variant="pdf/ua-1")
book = pikepdf.open("book.pdf")
dictionaries = [thing for thing in book.objects if isinstance(thing, pikepdf.Dictionary)]
tags = [str(thing.S) for thing in dictionaries if thing.get("/Type") == "/StructElem"]
languages = [str(thing.Lang) for thing in dictionaries if "/Lang" in thing]
print(weasyprint.__version__, tags, languages)
assert "/BlockQuote" in tags and tags.count("/P") == 2
assert languages == ["fr"]
assert not any("/E" in thing for thing in dictionaries)
assert b"/Lang (en)" not in b"".join(page.Contents.read_bytes() for page in book.pages)
PY
echo "as described"
