#!/usr/bin/env bash
# Guess: search_dates finds in a French sentence what parse reads from the same words: « le 1er mars 2004 » is the first of March.
# Seen (dateparser 1.5.0 from PyPI): parse reads it. search_dates cuts it in two, « mars » (of this year) and « 2004 » (this day and month), and the
#   first of a month is in neither; « le 2 mars 2004 » is found. A chronology drawn from French prose has a false date twelve times a year.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q dateparser==1.5.0
venv/bin/python -W ignore - <<'PY'
from datetime import datetime
import dateparser
from dateparser.search import search_dates

options = {"languages": ["fr"], "settings": {"RELATIVE_BASE": datetime(2020, 6, 15)}}
seen = {}
for day in ("le 1er mars 2004", "le 2 mars 2004"):
    found = search_dates(f"Le moulin brûle {day}.", **options)
    seen[day] = [(words, f"{date:%Y-%m-%d}") for words, date in found]
    print(day, dateparser.parse(day, **options), seen[day])
assert dateparser.parse("le 1er mars 2004", **options) == datetime(2004, 3, 1)
assert seen["le 1er mars 2004"] == [("mars", "2020-03-15"), ("2004", "2004-06-15")]
assert seen["le 2 mars 2004"] == [("le 2 mars 2004", "2004-03-02")]
PY
echo "as described"
