#!/usr/bin/env bash
# Guess: DTSTAMP is in UTC whatever the time zone of the calendar (RFC 5545, 3.8.7.2: the value MUST be specified in the UTC time format).
# Seen (ical-generator 10.2.0 from npm): in a calendar with a timezone it is the local time of the server without Z, whatever the zone named; so is CREATED.
#   Without a timezone both are right. Validators refuse the programme, and calendars that compare stamps take a correction for the older version.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund ical-generator@10.2.0
cat > try.mjs <<'JS'
import assert from "node:assert"
import ical from "ical-generator"

const noon = new Date("2004-07-01T12:00:00Z")
const seen = {}
for (const timezone of [null, "Europe/Paris", "America/Montreal"]) {
  const calendar = ical({ name: "Colloque", timezone })
  calendar.createEvent({ summary: "Une roue", stamp: noon, created: noon, start: noon })
  seen[timezone] = calendar.toString().match(/^(DTSTAMP|CREATED|DTSTART).*$/gm)
}
console.log(seen)
assert.deepStrictEqual(seen.null.slice(0, 1), ["DTSTAMP:20040701T120000Z"])
const local = `20040701T${process.env.TZ === "UTC" ? "12" : "14"}0000`
for (const timezone of ["Europe/Paris", "America/Montreal"])
  for (const property of ["DTSTAMP", "CREATED"]) assert(seen[timezone].includes(`${property}:${local}`))
JS
TZ=UTC node try.mjs; TZ=Europe/Paris node try.mjs
echo "as described"
