"""MODS, slice by slice, and as one reads XML."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from synthkit.export import bundle, mods
from synthkit.i18n import I18n
from unit.invented import HOSTILE, LISE, PEOPLE, catalogue

NS = {"m": "http://www.loc.gov/mods/v3"}
ENGLISH = I18n("en")


def read(text: str) -> list[ET.Element]:
    return list(ET.fromstring(text.encode()))


def of(*items: dict[str, object]) -> ET.Element:
    (found,) = read(mods.export(items))
    return found


PAPER: dict[str, object] = {
    "id": "roy2025union",
    "type": "paper-conference",
    "title": "L’union & le métier",
    "author": [
        {"family": "Le Goff", "given": "Jean", "non-dropping-particle": "de", "suffix": "III"},
        {"literal": "Guilde des fileurs"},
    ],
    "editor": [{"family": "Duval", "given": "Zoé"}],
    "container-title": "Actes du fil",
    "publisher": "Presses du Fil",
    "publisher-place": "Lyon",
    "issued": {"date-parts": [[2025, 6]]},
    "page": "12–19",
    "event-title": "Rencontre du fil",
    "event-place": "Halle, Lyon",
    "event-date": {"date-parts": [[2025, 6, 2], [2025, 6, 4]]},
    "language": "fr",
    "keyword": "union, métier",
    "ISBN": "978-2-07-036822-8",
    "DOI": "10.1234/x",
    "URL": "https://exemple.fr/union",
}


def test_a_paper_stands_in_its_volume() -> None:
    assert (
        mods.record(PAPER)
        == """\
<mods version="3.8">
 <titleInfo>
  <title>L’union &amp; le métier</title>
 </titleInfo>
 <name type="personal">
  <namePart type="family">de Le Goff</namePart>
  <namePart type="given">Jean</namePart>
  <namePart type="termsOfAddress">III</namePart>
  <role>
   <roleTerm type="code" authority="marcrelator">aut</roleTerm>
  </role>
 </name>
 <name type="corporate">
  <namePart>Guilde des fileurs</namePart>
  <role>
   <roleTerm type="code" authority="marcrelator">aut</roleTerm>
  </role>
 </name>
 <name type="conference">
  <namePart>Rencontre du fil</namePart>
  <namePart type="date">2025-06-02/2025-06-04</namePart>
 </name>
 <note type="venue">Halle, Lyon</note>
 <genre authority="marcgt">conference publication</genre>
 <language>
  <languageTerm type="code" authority="rfc5646">fr</languageTerm>
 </language>
 <subject>
  <topic>union</topic>
 </subject>
 <subject>
  <topic>métier</topic>
 </subject>
 <relatedItem type="host">
  <titleInfo>
   <title>Actes du fil</title>
  </titleInfo>
  <name type="personal">
   <namePart type="family">Duval</namePart>
   <namePart type="given">Zoé</namePart>
   <role>
    <roleTerm type="code" authority="marcrelator">edt</roleTerm>
   </role>
  </name>
  <originInfo>
   <place>
    <placeTerm type="text">Lyon</placeTerm>
   </place>
   <publisher>Presses du Fil</publisher>
   <dateIssued encoding="w3cdtf">2025-06</dateIssued>
  </originInfo>
  <part>
   <extent unit="page">
    <start>12</start>
    <end>19</end>
   </extent>
  </part>
  <identifier type="isbn">978-2-07-036822-8</identifier>
 </relatedItem>
 <identifier type="doi">10.1234/x</identifier>
 <identifier type="uri">https://exemple.fr/union</identifier>
 <recordInfo>
  <recordIdentifier>roy2025union</recordIdentifier>
 </recordInfo>
</mods>
"""
    )


def test_a_talk_is_spoken_and_has_no_volume() -> None:
    talk = of({**PAPER, "type": "speech", "container-title": ""})
    assert {role.text for role in talk.iterfind("m:name/m:role/m:roleTerm", NS)} == {"spk", "edt"}
    assert talk.find("m:relatedItem", NS) is None
    assert talk.findtext("m:originInfo/m:dateIssued", "", NS) == "2025-06"


def test_every_work_of_a_book_is_a_record_with_its_id() -> None:
    book = catalogue()
    found = read(mods.EXPORTER.render(bundle(book.works, ENGLISH)))
    assert [one.findtext("m:recordInfo/m:recordIdentifier", "", NS) for one in found] == [w.id for w in book.works]
    assert all(one.findtext("m:titleInfo/m:title", "", NS) for one in found)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_that_text(text: str) -> None:
    kept = "".join(char for char in text if char >= " " or char in "\t\n")
    assert of({"id": "x", "title": text}).findtext("m:titleInfo/m:title", None, NS) == (kept or None)


def test_chosen_entries_put_together_are_a_file_too() -> None:
    files = [mods.EXPORTER.render(bundle([], ENGLISH, [item])) for item in (PAPER, {**PAPER, "id": "autre"})]
    assert mods.EXPORTER.together(files).decode() == mods.export([PAPER, {**PAPER, "id": "autre"}])


def test_no_work_is_an_empty_collection() -> None:
    assert read(mods.export([])) == []


def test_authors_bring_their_identifiers() -> None:
    known = replace(LISE, orcid="0000-0002-1825-0097", idref="026709635")
    book = catalogue(persons=[known, *PEOPLE[1:]])
    signed = next(work for work in book.works if LISE.id in work.author_ids)
    names = ET.fromstring(mods.EXPORTER.render(bundle([signed], ENGLISH))).findall("m:mods/m:name", NS)
    told = [[(one.get("type"), one.text) for one in name.findall("m:nameIdentifier", NS)] for name in names]
    assert told[signed.author_ids.index(LISE.id)] == [
        ("orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("idref", "https://www.idref.fr/026709635"),
    ]
    assert sum(map(len, told)) == 2
