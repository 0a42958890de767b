#!/usr/bin/env bash
# Guess: the page list and the landmarks of an EPUB 3 lead to the same places after a conversion to EPUB 3 (EPUB 3.3, 7.4: they are links like those
#   of the contents).
# Seen (calibre 6.13.0, Debian's package): the navigation moves up from OPS/ to the root; the contents are written anew and right, the page list and the
#   landmarks keep their old addresses, which name files that are not there. A reader who goes to « page 12 » of the printed book, as a citation
#   says, goes nowhere, and epubcheck refuses the book.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
touch status
# with all that it needs on an empty system, 225 MB: what is installed here plays no part
apt-get -qq -y --no-install-recommends -o Dir::State::status="$folder/status" -o Dir::Cache::archives="$folder" --download-only install calibre=6.13.0+repack-2+deb12u10
for package in *.deb; do dpkg -x "$package" calibre; done
python3 - <<'PY'
import zipfile

html = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="fr" xml:lang="fr">'
    "<head><title>Une roue</title></head><body>{}</body></html>"
)
nav = "<nav epub:type='{}'><ol><li><a {}href='text.xhtml{}'>{}</a></li></ol></nav>"
files = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    "OPS/book.opf": """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="fr">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:isbn:9782070360024</dc:identifier><dc:title>Une roue</dc:title>
<dc:language>fr</dc:language><meta property="dcterms:modified">2024-01-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="text"/></spine></package>""",
    "OPS/nav.xhtml": html.format(
        nav.format("toc", "", "#one", "Un")
        + nav.format("page-list", "", "#p12", "12")
        + nav.format("landmarks", "epub:type='bodymatter' ", "", "Texte")
    ),
    "OPS/text.xhtml": html.format('<h1 id="one">Un</h1><p><span epub:type="pagebreak" role="doc-pagebreak" id="p12" aria-label="12"/>Texte.</p>'),
}
with zipfile.ZipFile("calibre/wheel.epub", "w") as book:
    for name, text in files.items():
        book.writestr(name, text)
PY
unshare -r chroot calibre ebook-convert wheel.epub out.epub --epub-version 3 --no-default-epub-cover > calibre.log 2>&1
python3 - <<'PY'
import re
import zipfile

with zipfile.ZipFile("calibre/out.epub") as book:
    names = book.namelist()
    links = re.findall(r'href="([^"]*xhtml[^"]*)"', book.read("nav.xhtml").decode())
print(names, links)
assert "OPS/text.xhtml" in names and "text.xhtml" not in names
assert links == ["OPS/text.xhtml", "text.xhtml#p12", "text.xhtml"]
PY
echo "as described"
