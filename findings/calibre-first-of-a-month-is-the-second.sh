#!/usr/bin/env bash
# Guess: dc:date keeps what the publisher wrote: a day, a month or a year (EPUB 3.3, 5.5.4.1: a string of ISO 8601, as in W3C's date and time formats).
# Seen (calibre 6.13.0, Debian's package): 2004-03-01 becomes 2 March, 2004-07 the 15th of July and 2004 the 15th of the month in which it is read, each
#   to the second and written into the package; with a time the day is kept. A catalogue made from it dates every book that came out on the
#   first of a month a day late, and a book known by its year by the month of the cataloguing.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
touch status
# with all that it needs on an empty system, 225 MB: what is installed here plays no part
apt-get -qq -y --no-install-recommends -o Dir::State::status="$folder/status" -o Dir::Cache::archives="$folder" --download-only install calibre=6.13.0+repack-2+deb12u10
for package in *.deb; do dpkg -x "$package" calibre; done
export TZ=UTC
written() {
  cat > calibre/wheel.opf <<OPF
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="fr">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:isbn:9782070360024</dc:identifier><dc:title>Une roue</dc:title>
<dc:language>fr</dc:language><dc:date>$1</dc:date><meta property="dcterms:modified">2024-01-01T00:00:00Z</meta></metadata><manifest/><spine/></package>
OPF
  unshare -r chroot calibre ebook-meta wheel.opf --to-opf out.opf > calibre.log 2>&1
  sed -n 's/.*<dc:date>\(.*\)<.*/\1/p' calibre/out.opf
}
for pair in 2004-03-01=2004-03-02 2004-03-02=2004-03-02 2004-03-01T00:00:00Z=2004-03-01 2004-07=2004-07-15 2004=2004-$(date +%m)-15; do
  seen=$(written "${pair%=*}")
  echo "${pair%=*} is written $seen"
  [ "$seen" = "${pair#*=}T00:00:00+00:00" ]
done
echo "as described"
