#!/usr/bin/env bash
# Guess: text_to_edtf turns the days of a meeting into an interval or gives None, as it does for « March 2004 to May 2004 » (documentation: of ranges,
#   those of years are read; « 1851-52 » becomes 1851/1852).
# Seen (edtf 5.0.2 from PyPI): one day that nobody wrote. « 4-6 July 2004 » is the last day alone, « July 4-6, 2004 » the fourth of July 2006,
#   « 1-5 March 2004 » and « 1 to 5 March 2004 » the fifth of March 2001: a day of the meeting became the end of the year. « 1850 or 1851 »
#   is 1850 for certain. A catalogue that reads the dates of colloquia from title pages files them in years in which they did not take place.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q edtf==5.0.2
venv/bin/python - <<'PY'
from edtf import parse_edtf, text_to_edtf

expected = {
    "4 July 2004": "2004-07-04",
    "1851-52": "1851/1852",
    "circa 1850": "1850~",
    "March 2004 to May 2004": None,
    "4-6 July 2004": "2004-07-06",
    "July 4-6, 2004": "2006-07-04",
    "1-5 March 2004": "2001-03-05",
    "1 to 5 March 2004": "2001-03-05",
    "1850 or 1851": "1850",
}
seen = {text: text_to_edtf(text) for text in expected}
print(seen)
assert seen == expected
assert parse_edtf(seen["July 4-6, 2004"]).upper_strict().tm_year == 2006
PY
echo "as described"
