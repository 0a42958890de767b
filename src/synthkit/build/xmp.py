"""What a PDF says of itself beside what Typst writes: publisher, licence, identifier, as XMP that PDF/A knows."""

import io
from xml.sax.saxutils import escape

from pypdf import PdfWriter
from pypdf.generic import StreamObject

_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_END = b"</rdf:Description>"
_FIELDS = {
    "publisher": "<dc:publisher><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:publisher>",
    "rights": '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>',
    "rights_url": f'<xmpRights:WebStatement xmlns:xmpRights="{_RIGHTS}">{{}}</xmpRights:WebStatement>',
    "identifier": "<dc:identifier>{}</dc:identifier>",
    "source": "<dc:source>{}</dc:source>",
}


def stated(pdf: bytes, **facts: str) -> bytes:
    """The PDF with these facts (``_FIELDS``), those that are empty left out. Its own bytes stay, tags included."""
    said = "".join(_FIELDS[name].format(escape(fact)) for name, fact in facts.items() if fact)
    writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    metadata = writer.root_object["/Metadata"].get_object()
    assert isinstance(metadata, StreamObject)
    before, end, after = metadata.get_data().rpartition(_END)
    metadata.set_data(before + said.encode() + end + after)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
