#!/usr/bin/env bash
# Guess: an author in braces is one name in RIS (« AU  - Ministère de la Culture »), the DOI goes into DO, and month = mar is 2004/03 (RIS: YYYY/MM/DD/other).
# Seen (JabRef 3.8.2, Debian's package): « AU  - de la Culture, Ministère », « M3  - https://doi.org/… » (M3 is the kind of work) and « Y1  - 2004/march ».
#   The ministry is filed as a person under C, the DOI is no DOI for Zotero and HAL, and the month is lost or refused.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
# as Debian's command does: its jars and those they depend on, without the windows of Java: 86 MB
apt-get -qq download jabref=3.8.2+ds-17 openjdk-17-jre-headless $(apt-cache depends --recurse --important jabref=3.8.2+ds-17 | grep -x 'lib.*-java')
for package in *.deb; do dpkg -x "$package" .; done
jabref() { "$folder"/usr/lib/jvm/java-17-*/bin/java -Duser.home="$folder" -cp "$folder/usr/share/java/*" net.sf.jabref.JabRefMain "$@"; }
cat > works.bib <<'BIB'
@article{roue, author = {{Ministère de la Culture} and Weir, Ada}, title = {Une roue}, journal = {Roues}, year = {2004}, month = mar, doi = {10.1234/x}}
BIB
jabref -n works.bib -o works.ris,ris > jabref.log 2>&1
grep -v '^ *$' works.ris | tee seen.txt
grep -qx 'AU  - de la Culture, Ministère' seen.txt
grep -qx 'Y1  - 2004/march' seen.txt
grep -qx 'M3  - https://doi.org/10.1234/x' seen.txt
(! grep -q '^DO' seen.txt)
echo "as described"
