#!/usr/bin/env bash
# Guess: a paper in proceedings keeps in MODS the title of the volume (titleInfo of relatedItem type="host") and its editors (name with a role), and
#   TeX's accents become characters, as in JabRef's other formats (MODS 3.6, « relatedItem » and « name »).
# Seen (JabRef 3.8.2, Debian's package): the host has pages and no title, the editors are gone, and the title of the paper is « Une roue {\'e}l{\`e}ve »; RIS
#   from the same file has all three. A library that takes the MODS cannot tell what the paper stands in.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
# as Debian's command does: its jars and those they depend on, without the windows of Java: 86 MB
apt-get -qq download jabref=3.8.2+ds-17 openjdk-17-jre-headless $(apt-cache depends --recurse --important jabref=3.8.2+ds-17 | grep -x 'lib.*-java')
for package in *.deb; do dpkg -x "$package" .; done
jabref() { "$folder"/usr/lib/jvm/java-17-*/bin/java -Duser.home="$folder" -cp "$folder/usr/share/java/*" net.sf.jabref.JabRefMain "$@"; }
cat > works.bib <<'BIB'
@inproceedings{meule, author = {Tamis, Zoé}, editor = {Roy, Jean}, title = {Une roue {\'e}l{\`e}ve}, booktitle = {Actes du moulin}, year = {2021}, pages = {1--9}}
BIB
for format in mods ris; do
  jabref -n works.bib -o "works.$format,$format" > jabref.log 2>&1
  grep -v '^ *$' "works.$format"
done
grep -q '<mods:title>Une roue {.*e}l{.*e}ve</mods:title>' works.mods
grep -q 'type="host"' works.mods
grep -q '<mods:end>9<' works.mods
(! grep -q 'Actes' works.mods)
(! grep -q 'Roy' works.mods)
grep -qx 'T2  - Actes du moulin' works.ris
grep -qx 'A2  - Roy, Jean' works.ris
grep -q 'élève' works.ris
echo "as described"
