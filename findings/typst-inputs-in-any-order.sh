#!/usr/bin/env bash
# Guess: Typst's memory of what it laid out is one for the process, so a second Compiler of the same file, fonts and sys_inputs finds all of it.
# Seen (typst 0.15.2 from PyPI): so it is with one input. With six it is all laid out again, over and over: the inputs reach Typst in another
#   order each time. One input that changes costs all of it too, where a file that the document reads costs what shows it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q typst==0.15.2
cat > main.typ <<'TYP'
#set par(justify: true)
#for number in range(120) [
  = Chapter #number
  #lorem(300)
]
See p. #json("part.json").page, in #sys.inputs.name.
#context [#metadata(counter(page).final())<pages>]
TYP
echo '{"page": "1"}' > part.json
venv/bin/python - <<'PY'
import time
from pathlib import Path
import typst

print("typst", typst.__version__)
fonts = typst.Fonts(include_system_fonts=False)


def cost(**inputs):
    compiler = typst.Compiler(
        Path("main.typ"), root=Path("."), font_paths=fonts, ignore_system_fonts=True, sys_inputs=inputs
    )
    start = time.process_time()
    compiler.query("<pages>", field="value", one=True)
    return time.process_time() - start


cold, again, renamed = cost(name="x"), cost(name="x"), cost(name="y")
Path("part.json").write_text('{"page": "22"}')
edited = cost(name="y")
six = [cost(name="x", **dict.fromkeys("abcde", "")) for _ in range(6)]
print(f"seconds of CPU: first {cold:.3f}, again {again:.3f}, another input {renamed:.3f}, another file {edited:.3f}")
print("six inputs, again and again:", *(f"{one:.3f}" for one in six))
assert again < cold / 10
assert renamed > cold / 2 > edited
assert max(six[1:]) > cold / 2
PY
echo "as described"
