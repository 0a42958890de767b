#!/usr/bin/env bash
# Guess: FREQ=YEARLY;BYDAY=20MO from 19 May 1997 is the 20th Monday of each year: 19 May 1997, 18 May 1998, 17 May 1999 (RFC 5545, 3.8.5.3, whose
#   example this is), as BYDAY=1TH and BYDAY=6MO are right.
# Seen (ical.js 2.2.1 from npm): every Monday from then on; 10MO is so too, and -11MO is the first Monday of January. BYWEEKNO=20;BYDAY=MO, the next example
#   of the RFC, is every Monday as well. rrule 2.8.1 has the dates of the RFC. Calendars built on it show a yearly meeting every week.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund ical.js@2.2.1 rrule@2.8.1
cat > try.mjs <<'JS'
import assert from "node:assert"
import ICAL from "ical.js"
import rrule from "rrule"

const dates = (start, rule) => {
  const days = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString(start))
  const other = rrule.rrulestr(`DTSTART:${start.replaceAll("-", "")}T000000Z\nRRULE:${rule};COUNT=3`)
  return [[1, 2, 3].map(() => days.next().toString()), other.all().map(day => day.toISOString().slice(0, 10))]
}
const seen = {}
const rules = { "20MO": "1997-05-19", "10MO": "2004-03-08", "6MO": "2004-02-09", "1TH": "2004-01-01", "-11MO": "2004-10-18" }
for (const [day, start] of Object.entries(rules)) seen[day] = dates(start, `FREQ=YEARLY;BYDAY=${day}`)
seen.week = dates("1997-05-12", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO")
console.log(seen)
assert.deepStrictEqual(seen["20MO"], [["1997-05-19", "1997-05-26", "1997-06-02"], ["1997-05-19", "1998-05-18", "1999-05-17"]])
assert.deepStrictEqual(seen["10MO"][0], ["2004-03-08", "2004-03-15", "2004-03-22"])
assert.deepStrictEqual(seen["-11MO"], [["2005-01-03", "2006-01-02", "2007-01-01"], ["2004-10-18", "2005-10-17", "2006-10-16"]])
assert.deepStrictEqual(seen.week, [["1997-05-19", "1997-05-26", "1997-06-02"], ["1997-05-12", "1998-05-11", "1999-05-17"]])
for (const day of ["6MO", "1TH"]) assert.deepStrictEqual(...seen[day])
JS
node try.mjs
echo "as described"
