#!/usr/bin/env bash
# Guess: the order of authors in BibTeX is the order of AU in RIS and of %A in EndNote's format (both: in order of appearance).
# Seen (bibutils 7.2-2 of Debian 12): an organisation in braces goes behind all persons, though it stands first; in BibTeX and Word's format,
#   from the same intermediate file, it stays first. The work is then cited by its second author and sorted under W instead of M.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
apt-get -q download bibutils=7.2-2 libbibutils8=7.2-2
for package in *.deb; do dpkg -x "$package" .; done
export PATH=$folder/usr/bin:$PATH LD_LIBRARY_PATH=$folder/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)
bib2xml -v 2>&1 | grep "version 7.2"
cat > works.bib <<'BIB'
@book{roue, author = {{Ministère de la Culture} and Weir, Ada and Roy, Jean}, title = {Une roue}, publisher = {Presses}, year = {2004}}
BIB
bib2xml works.bib > works.xml 2> /dev/null
xml2ris works.xml 2> /dev/null | grep '^AU' | tee ris.txt
xml2end works.xml 2> /dev/null | grep '^%A' | tee end.txt
xml2bib works.xml 2> /dev/null | grep -A2 author | tee bib.txt
diff ris.txt - <<< $'AU  - Weir, Ada\nAU  - Roy, Jean\nAU  - Ministère de la Culture'
diff end.txt - <<< $'%A Weir, Ada\n%A Roy, Jean\n%A Ministère de la Culture'
head -1 bib.txt | grep -q Minist
echo "as described"
