#!/usr/bin/env bash
# Guess: « Figure 3 », whose number is a field of the simple form (ECMA-376, part 1, 17.16.19: fldSimple holds the runs of its result), is the same
#   text after a conversion, as it is when the field has the complex form.
# Seen (mammoth 1.13.0 from npm and from PyPI; pandoc 3.9, in pypandoc_binary 1.17 from PyPI): the whole element is skipped, by mammoth with a message
#   (« An unrecognised element was ignored »), by pandoc without one, and « Figure : une roue » is left. docx2python 3.7.1 keeps the number. A
#   caption in this form comes out without its own, and « voir la figure 3 » points to none.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund mammoth@1.13.0
python3 -m venv venv && venv/bin/pip install -q mammoth==1.13.0 python-docx==1.2.0 docx2python==3.7.1 pypandoc_binary==1.17
venv/bin/python - <<'PY'
import json
import subprocess
import docx, docx2python, mammoth, pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

paper = docx.Document()
simple = f'<w:fldSimple {nsdecls("w")} w:instr=" SEQ Figure \\* ARABIC "><w:r><w:t>3</w:t></w:r></w:fldSimple>'
parts = ['<w:fldChar w:fldCharType="begin"/>', "<w:instrText> SEQ Figure \\* ARABIC </w:instrText>", '<w:fldChar w:fldCharType="separate"/>']
parts += ["<w:t>3</w:t>", '<w:fldChar w:fldCharType="end"/>']
for field in ([simple], [f"<w:r {nsdecls('w')}>{part}</w:r>" for part in parts]):
    caption = paper.add_paragraph("Figure ")
    caption._p.extend(parse_xml(part) for part in field)
    caption.add_run(" : une roue")
paper.save("paper.docx")
script = 'require("mammoth").extractRawText({ path: "paper.docx" }).then(result => console.log(JSON.stringify(result)))'
npm = json.loads(subprocess.run(["node", "-e", script], capture_output=True, check=True, text=True).stdout)
with open("paper.docx", "rb") as file:
    html = mammoth.convert_to_html(file)
print(html.value, html.messages, npm)
assert html.value == "<p>Figure  : une roue</p><p>Figure 3 : une roue</p>"
assert [message.message for message in html.messages] == ["An unrecognised element was ignored: w:fldSimple"]
assert npm["value"].split("\n\n")[:2] == ["Figure  : une roue", "Figure 3 : une roue"]
pandoc = subprocess.run([pypandoc.get_pandoc_path(), "paper.docx", "--verbose", "-t", "plain"], capture_output=True, check=True, text=True)
print(pypandoc.get_pandoc_version(), pandoc)
assert pandoc.stdout.split("\n\n") == ["Figure : une roue", "Figure 3 : une roue\n"]
assert "fldSimple" not in pandoc.stderr
assert docx2python.docx2python("paper.docx").text.split("\n\n") == ["Figure 3 : une roue"] * 2
PY
echo "as described"
