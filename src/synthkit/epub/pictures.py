"""An SVG without what runs: a picture in an e-book is a picture."""

from lxml import etree

_RUNNING = frozenset({"script", "foreignObject", "handler", "listener", "iframe", "embed", "object"})


def still(svg: bytes) -> bytes:
    """The picture without scripts, handlers of events and links that run; as it is where it has none or is no XML."""
    try:
        root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        return svg
    is_still = True
    for element in list(root.iter("*")):
        if etree.QName(element).localname in _RUNNING:
            is_still = False
            element.tag = "gone"
        for name, value in element.attrib.items():
            runs = "".join(value.split()).lower().startswith("javascript:")
            if etree.QName(name).localname.lower().startswith("on") or runs:
                is_still = False
                del element.attrib[name]
    if is_still:
        return svg
    etree.strip_elements(root, "gone", with_tail=False)
    return bytes(etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True))
