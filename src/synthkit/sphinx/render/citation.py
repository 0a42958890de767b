"""How a work is cited: the reference in the book's style; online in each style, with BibTeX and RIS, over the page."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import chain

from docutils import nodes

from synthkit.csl.rich_text import Segment
from synthkit.export import bibtex, bundle, csl_json, exporters, ris
from synthkit.i18n import N_
from synthkit.labels import cited_as
from synthkit.model.events import Revision, Session
from synthkit.model.works import Chapter, Work
from synthkit.sphinx.node_helpers import Inline, cite_anchor, inline, joined, label, latex, paragraph
from synthkit.sphinx.render.context import Fact, RenderContext
from synthkit.sphinx.render.downloads import pdf_of
from synthkit.sphinx.render.view import View

#: Stand for the pages and the volume while a reference is made; no style and no text has them.
_PAGES, _VOLUME = "\ue0f0–\ue0f1", "\ue0f2"


def files_of(page: RenderContext, name: str) -> list[Inline]:
    """A link to the file of a work, an event or the library in each format."""
    return [[page.file(f"cite/{name}{exporter.suffix}", exporter.name)] for exporter in exporters()]


def citations(page: RenderContext, work: Work) -> list[nodes.Node]:
    """At the end of a page the reference in the book's style, online with what opens the others; of a talk also that of
    the page on it, each said to be what it is.
    """
    works = page.catalogue.to_cite(work.id)
    if page.is_online:
        cited = [[*_named(page, one, works), _reference(page, page.segments(one, page.styles[:1])[0])] for one in works]
        return [_html("".join([*chain(*cited), f"<p>{_opener(page, work)}</p>\n", _popover(page, work)]))]
    found: list[nodes.Node] = []
    for one in works:
        found += [label(cited_as(one, page.i18n))] if len(works) > 1 else []
        opening = nodes.strong("", page.i18n(N_("To cite this text: ")))
        found.append(paragraph(opening, *page.citation(one), classes=["synth-reference"]))
    return found


def in_all_styles(page: RenderContext, *works: Work) -> str:
    """The references of works in each style, their BibTeX and RIS, their files and PDF; a script makes a menu of it."""
    i18n, found = page.i18n, []
    download = i18n(N_("Download: "))
    for work in works:
        pdf = pdf_of(page, work.about or work)
        texts = {"BibTeX": bibtex.export([work], i18n), "RIS": ris.EXPORTER.render(bundle([work], i18n))}
        shown = {
            **{
                style.title: _reference(page, reference)
                for style, reference in zip(page.styles, page.segments(work, page.styles), strict=True)
            },
            **{name: f"<pre>{escape(text.replace(chr(13), '').strip())}</pre>" for name, text in texts.items()},
        }
        items = [f"<dt>{page.line(name)}</dt><dd>{text}</dd>\n" for name, text in shown.items()]
        files = joined([*([pdf] if pdf else []), *files_of(page, work.file_name)], " · ")
        found += [
            *_named(page, work, works),
            f'<dl class="synth-styles">\n{"".join(items)}</dl>\n',
            f"<p>{page.line(download, *files)}</p>\n",
        ]
    return "".join(found)


def _html(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")


def _named(page: RenderContext, work: Work, works: Sequence[Work]) -> list[str]:
    """What a work is said to be, where there are several."""
    name = f"<strong>{page.line(cited_as(work, page.i18n))}</strong>"
    return [f'<p class="synth-label no-search">{name}</p>\n'] if len(works) > 1 else []


def _reference(page: RenderContext, segments: Iterable[Segment]) -> str:
    return f'<p class="synth-reference">{page.line(*segments)}</p>\n'


def _opener(page: RenderContext, work: Work) -> str:
    """A button that opens the references without a script."""
    target = f'popovertarget="{escape(cite_anchor(work.id))}-styles"'
    return f'<button class="synth-cite no-search" {target} type="button">{page.line(page.i18n(N_("Cite")))}</button>'


def _popover(page: RenderContext, work: Work) -> str:
    id_, name, close = escape(f"{cite_anchor(work.id)}-styles"), page.i18n(N_("Cite")), page.i18n(N_("Close"))
    return (
        f'<div aria-label="{name}" class="synth-popover no-search" id="{id_}" popover="" role="dialog">\n'
        + in_all_styles(page, *page.catalogue.to_cite(work.id))
        + f'<button class="synth-copy-button" popovertarget="{id_}" popovertargetaction="hide" type="button">'
        + f"{close}</button></div>\n"
    )


def taken_away(page: RenderContext, work: Work, *, has_end: bool) -> list[nodes.Node]:
    """At the head of a page online: what opens its references, its PDF.

    They stand in the section « Citer » at its end; a record without a heading of its own has none.
    """
    if not page.is_online:
        return []
    pdf = pdf_of(page, work)
    tools = [_html(f"<p>{_opener(page, work)}</p>\n"), *([paragraph(*pdf, classes=["synth-pdf"])] if pdf else [])]
    inline_popover = [] if has_end else [_html(_popover(page, work))]
    return [nodes.container("", *tools, *inline_popover, classes=["synth-actions", "no-search"])]


def printed(page: RenderContext, work: Work) -> nodes.Node:
    """A work's reference for the foot of its first page, with the pages it really has there."""
    text = page.catalogue.text_of(work.id) or work
    pages = text.pages or _PAGES
    item: dict[str, object] = {**csl_json.item(text, page.i18n), "page": pages}
    segments = list(page.styles[0].reference(item))
    if not any(pages in segment.text for segment in segments):  # a talk, or a style that tells no pages
        before, after = (page.i18n(N_("In %(volume)s, p. %(pages)s.")) % {"volume": _VOLUME, "pages": pages}).split(
            _VOLUME
        )
        segments += [Segment(f" {before}"), Segment(text.container, emphasis="i"), Segment(after)]
    opening = nodes.strong("", page.i18n(N_("To cite this text: ")))
    cited = [part for node in inline(segments) for part in _with_pages(node, page.pages(work))]
    address = (f"https://doi.org/{work.doi}" if work.doi else work.url) if page.builder.config.synthkit_qr_codes else ""
    named = page.i18n(N_("QR code of %s")) % address if address else ""
    written = "[{" + re.sub(r"[#$&^_~%\\{}]", r"\\\g<0>", address) + "}]"
    begin = latex(rf"\synthkitcited{written if address else ''}{{")
    return nodes.inline("", "", begin, opening, *cited, latex("}"), printed=("cited", address, named))


def _with_pages(node: nodes.Node, pages: nodes.raw) -> Inline:
    if not isinstance(node, nodes.Text) or _PAGES not in node:
        return [node]
    before, after = node.split(_PAGES, 1)
    return [nodes.Text(before), pages, nodes.Text(after)]


def chapter(page: RenderContext, record: Chapter, body: list[nodes.Node], *, has_end: bool) -> list[nodes.Node]:
    """A chapter's authors, keywords and summary."""
    work = page.catalogue.work(record.id)
    authors: Inline = [nodes.Text(page.i18n.listed([str(name) for name in work.authors]))] if work else []
    byline = [byline_of([authors])] if page.is_printed and authors else []
    found = headed(
        page,
        head=[(page.i18n(N_("By")), None if byline else authors)],
        more=[
            *in_volume(page, record),
            (page.i18n(N_("Keywords")), keywords(page, record.keywords)),
            (page.i18n(N_("Revised")), revised(page, record.revisions)),
        ],
        abstract=[nodes.container("", *body, classes=["synth-abstract"])] if body else [],
        actions=taken_away(page, work, has_end=has_end) if work else [],
    )
    return [nodes.container("", *byline, *found, classes=["synth-chapter"])]


def headed(
    page: RenderContext,
    *,
    head: list[Fact],
    when: Iterable[Fact] = (),
    more: list[Fact],
    abstract: list[nodes.Node],
    actions: list[nodes.Node],
) -> list[nodes.Node]:
    """What stands below the title of a text: online who and when in two lines, its abstract, the facts to unfold.

    Elsewhere all facts stand in one place, before the abstract.
    """
    if not page.is_online:
        return [page.facts([*head, *when, *more]), *actions, *abstract]
    looked_up = page.facts(more, "synth-more")
    folded: list[nodes.Node] = []
    if looked_up.children:  # opened by its title without scripts
        title = page.i18n(N_("About this text"))
        opening = f'<details class="synth-about"><summary>{escape(title)}</summary>'
        folded = [nodes.raw("", opening, format="html"), looked_up, nodes.raw("", "</details>", format="html")]
    lines: list[nodes.Node]
    lines = [facts for facts in (page.facts(head, "synth-byline"), page.facts(when, "synth-when")) if facts.children]
    if page.minutes > 2:
        text = page.i18n(N_("%s min read")) % page.minutes
        lines.append(paragraph(text, classes=["synth-length", "no-search"]))
    tools = [nodes.container("", *actions, *folded, classes=["synth-tools"])] if actions or folded else []
    return [*lines, *abstract, *tools]


def byline_of(lines: list[Inline]) -> nodes.container:
    """Who signs or speaks, each on a line below the title: on paper no word says so."""
    return nodes.container("", *(paragraph(*line) for line in lines), classes=["synth-byline"])


def in_volume(page: RenderContext, record: Session | Chapter) -> list[Fact]:
    """The volume of proceedings that is a record of its own, and the number in it."""
    volume = page.catalogue.proceedings_of(record)
    own = volume if volume and not page.catalogue.event(volume.id) else None
    number: Inline | None = [nodes.Text(record.article_number)] if record.article_number else None
    named: Inline | None = [page.link(own)] if own else None
    return [(page.i18n(N_("Volume")), named), (page.i18n(N_("Article number")), number)]


def revised(page: RenderContext, revisions: tuple[Revision, ...]) -> Inline | None:
    """When a text was revised, and what each revision is; None for one that never was."""
    shown = [page.i18n(revision.kind.dated) % page.i18n.date(revision.day) for revision in revisions]
    return [nodes.Text(page.i18n(N_("; ")).join(text[:1].lower() + text[1:] for text in shown))] if shown else None


def keywords(page: RenderContext, words: tuple[str, ...]) -> Inline | None:
    """Keywords as a line; None for none."""
    return joined([[page.keyword(word)] for word in words]) or None


def _of_book(page: RenderContext) -> list[nodes.Node]:
    book = page.catalogue.works[0]
    if not page.is_online:
        return citations(page, book)
    # where one piece ends and the next begins, the search sees no space
    return [_html(piece) for piece in re.split("(?<=</dt>)", in_all_styles(page, book))]


VIEW = View("citation", lambda page, place: _of_book(page))
