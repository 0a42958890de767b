#!/usr/bin/env bash
# Guess: page.get_label() gives « ii » for the second page of a preface and « 1 » for the first of the text, as PDF viewers show them
#   (ISO 32000, 12.4.2: /Type /PageLabel is an optional entry of the dictionary, /P the prefix).
# Seen (PyMuPDF 2.0 from PyPI, on a PDF of typst 0.15.2): « ageLabelii »: the /P of /PageLabel is taken for the prefix. pypdf 7.1.1 reads « ii ».
#   Indexes, page lists of an EPUB and citations « p. ii » made from a book set by Typst are all false.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pymupdf==2.0 typst==0.15.2 pypdf==7.1.1
cat > book.typ <<'TYP'
#set page(numbering: "i")
Avant-propos #pagebreak() suite
#set page(numbering: "1")
#counter(page).update(1)
Texte
TYP
venv/bin/python - <<'PY'
import pymupdf, pypdf, typst
typst.compile("book.typ", output="book.pdf")
seen = [page.get_label() for page in pymupdf.open("book.pdf")]
print(seen, pypdf.PdfReader("book.pdf").page_labels)
assert pypdf.PdfReader("book.pdf").page_labels == ["i", "ii", "1"]
assert seen == ["ageLabeli", "ageLabelii", "ageLabel1"]
PY
echo "as described"
