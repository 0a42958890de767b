#!/usr/bin/env bash
# Guess: lang: fr in the metadata is written as xml:lang="fr" on <article>, as HTML, EPUB, DOCX and Typst get it (manual, « Language variables »).
# Seen (pandoc 3.9, in pypandoc_binary 1.17 from PyPI): JATS has none, and JATS says that an article without it is in English: platforms index,
#   hyphenate and read aloud a French article as English. A phrase marked with lang keeps its own.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pypandoc_binary==1.17
printf -- '---\ntitle: Une roue\nlang: fr\n---\n\nUne [wheel]{lang=en}.\n' > article.md
venv/bin/python - <<'PY'
import re, pypandoc
print("pandoc", pypandoc.get_pandoc_version())
for target in ("jats_archiving", "jats_publishing", "jats_articleauthoring", "html"):
    text = pypandoc.convert_file("article.md", target, format="markdown", extra_args=["--standalone"])
    root = re.search("<(article|html)[^>]*>", text)[0]
    print(target, root)
    assert ('lang="fr"' in root) == (target == "html")
    assert 'lang="en">wheel' in text
PY
echo "as described"
