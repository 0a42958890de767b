"""What a PDF says of itself beside what Typst writes: publisher, licence, identifier, as XMP that PDF/A knows.

An update is put behind the file (ISO 32000-1, 7.5.6): a library that reads and writes all of it takes as long as Typst.
"""

import re
from xml.sax.saxutils import escape

_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_FIELDS = {
    "publisher": "<dc:publisher><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:publisher>",
    "rights": '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>',
    "rights_url": f'<xmpRights:WebStatement xmlns:xmpRights="{_RIGHTS}">{{}}</xmpRights:WebStatement>',
    "identifier": "<dc:identifier>{}</dc:identifier>",
    "source": "<dc:source>{}</dc:source>",
}
_METADATA = b"/Type/Metadata/Subtype/XML>>"
_END = b"</rdf:Description>"
#: From the XMP to the end, as Typst 0.15 writes it: the object's number, the XMP, the trailer, where the table begins.
_LAST = re.compile(
    rb"(\d+) 0 obj\n<</Length \d+/Type/Metadata/Subtype/XML>>\nstream\n(.*?)\nendstream\n"
    rb".*\ntrailer\n<<(.*)>>\nstartxref\n(\d+)\n%%EOF\s*\Z",
    re.DOTALL,
)


def stated(pdf: bytes, **facts: str) -> bytes:
    """A PDF of Typst with these facts (``_FIELDS``), those that are empty left out; one it doesn't know as it is."""
    found = _LAST.search(pdf, max(pdf.rfind(_METADATA) - 40, 0))
    if not found:
        return pdf
    number, metadata, trailer, table = found.groups()
    said = "".join(_FIELDS[name].format(escape(fact)) for name, fact in facts.items() if fact)
    before, end, after = metadata.rpartition(_END)
    metadata = before + said.encode() + end + after
    head = b"%b 0 obj\n<</Length %d%b\nstream\n" % (number, len(metadata), _METADATA)
    updated = b"\n%b%b\nendstream\nendobj\n" % (head, metadata)
    place, start = len(pdf) + 1, len(pdf) + len(updated)
    return (
        pdf
        + updated
        + b"xref\n%b 1\n%010d 00000 n\r\ntrailer\n<<%b/Prev %b>>\n" % (number, place, trailer, table)
        + b"startxref\n%d\n%%%%EOF\n" % start
    )
