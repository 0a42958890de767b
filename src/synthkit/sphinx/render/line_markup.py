"""Lines of the website as HTML, for what no transform is to find: there docutils nodes are half of a page's work."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

from docutils import nodes

from synthkit.csl.rich_text import Segment
from synthkit.sanitize.html import encoded, is_safe_link
from synthkit.sphinx.nodes import html_inline
from synthkit.typography import french

#: Stand around what is set above the line until the signs of HTML in it are escaped.
_UP, _DOWN = "\ue0f3", "\ue0f4"
_TAGS = {"i": "em", "b": "strong", "sup": "sup", "sub": "sub"}


def line(parts: Iterable[nodes.Node | Segment | str], *, is_french: bool) -> str:
    """Texts, formatted texts and elements of ``html_inline`` as docutils' writer would have them; in French spaced, but
    for what is in another language.
    """
    parts = list(parts)
    pieces = [_piece(part) for part in parts]
    texts = [text for _, text, _ in pieces]
    if is_french:
        texts = _changed(texts, french.edits(_in_french(parts, texts)))
        whole = _in_french(parts, texts)
        raised = [(whole[one.start : one.raised], whole[one.raised : one.end], one) for one in french.ordinals(whole)]
        texts = _changed(texts, [(one.start, one.end, f"{on}{_UP}{above}{_DOWN}") for on, above, one in raised])
    return "".join(
        f"{before}{escape(text, quote=False).replace(_UP, '<sup>').replace(_DOWN, '</sup>')}{after}"
        for (before, _, after), text in zip(pieces, texts, strict=True)
    )


def _in_french(parts: Iterable[nodes.Node | Segment | str], texts: Iterable[str]) -> str:
    """The line with what is in another language covered, as long as it is."""
    pairs = zip(parts, texts, strict=True)
    return "".join(french.COVER * len(text) if getattr(part, "language", "") else text for part, text in pairs)


def _piece(part: nodes.Node | Segment | str) -> tuple[str, str, str]:
    """What stands before a text, the text, what stands behind it."""
    match part:
        case Segment(_, _, _, language) if language:
            before, text, after = _piece(replace(part, language=""))
            return f'<span lang="{escape(language)}">{before}', text, f"{after}</span>"
        case html_inline():
            attributes = {"class": " ".join(part["classes"]), **part["attributes_of_tag"]}
            written = "".join(f' {name}="{escape(attributes[name])}"' for name in sorted(attributes))
            return f"<{part['tag']}{written}>", part.astext(), f"</{part['tag']}>"
        case Segment(text, _, url) if url and is_safe_link(url):
            return f'<a class="reference external" href="{escape(encoded(url))}">', text, "</a>"
        case Segment(text, "sc", ""):
            return '<span class="synth-small-caps">', text, "</span>"
        case Segment(text, emphasis, "") if emphasis:
            return f"<{_TAGS[emphasis]}>", text, f"</{_TAGS[emphasis]}>"
        case _:
            return "", part.text if isinstance(part, Segment) else str(part), ""


def _changed(texts: Sequence[str], changes: Sequence[tuple[int, int, str]]) -> list[str]:
    """Texts of a line with its changes made, in order; one that would reach from a text into the next is left out."""
    found, start, at = [], 0, 0
    for text in texts:
        made, done, end = "", start, start + len(text)
        while at < len(changes) and changes[at][0] < end:
            first, last, instead = changes[at][:3]
            if last <= end:
                made, done = made + text[done - start : first - start] + instead, last
            at += 1
        found.append(made + text[done - start :])
        start = end
    return found
