"""XMP is added behind a PDF of Typst; any reader finds it, and what is no such PDF stays as it is."""

import io

import pypdf
import typst

from synthkit.build import xmp


def made() -> bytes:
    found = typst.Compiler(b'#set document(title: "Lin")\n#title()').compile(
        format="pdf", pdf_standards=["ua-1", "a-2a"]
    )
    assert isinstance(found, bytes)
    return found


def test_facts_stand_in_the_metadata_escaped_and_nothing_else_changes() -> None:
    before = made()
    after = xmp.stated(before, publisher="Fil & Cie", rights="", identifier="doi:10.1/lin")
    assert after.startswith(before)
    reader = pypdf.PdfReader(io.BytesIO(after), strict=True)
    found = reader.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]
    assert "<rdf:li>Fil &amp; Cie</rdf:li></rdf:Bag></dc:publisher><dc:identifier>doi:10.1/lin</dc:identifier>" in found
    assert "dc:rights" not in found
    assert reader.pages[0].extract_text().strip() == "Lin"


def test_what_typst_did_not_write_stays_as_it_is() -> None:
    assert xmp.stated(b"%PDF-1.7 no such thing", publisher="Fil") == b"%PDF-1.7 no such thing"
