#!/usr/bin/env bash
# Guess: Array.extend costs what it adds, as list.extend does and as Array.append does.
# Seen (pikepdf 10.18.0 from PyPI): each call costs the length of the whole array, so that a table of names (2,000 destinations, added two
#   objects at a time, as a name tree has them) takes seconds; append, or a list made to an Array at the end, is free of it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q pikepdf==10.18.0
venv/bin/python - <<'PY'
import time
import pikepdf
from pikepdf import Array

print("pikepdf", pikepdf.__version__)


def cost(length, add):
    array = Array(list(range(length)))
    start = time.process_time()
    for _ in range(50):
        add(array)
    return (time.process_time() - start) / 50 * 1000


extend = [cost(length, lambda array: array.extend([1])) for length in (1_000, 100_000)]
append = [cost(length, lambda array: array.append(1)) for length in (1_000, 100_000)]
print("ms a call, in an array of 1,000 and of 100,000: extend", extend, "append", append)
assert extend[1] > 20 * extend[0]
assert append[1] < extend[1] / 100
PY
echo "as described"
