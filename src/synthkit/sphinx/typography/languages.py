"""Texts in another language than the book's: marked as such, so that every edition has them in their own.

The mark is docutils' own, a class ``language-en``. Of it are made the attribute ``lang`` in HTML and EPUB, quotation
marks, and Typst's ``lang`` with its hyphenation. TeX gets its commands here.
"""

from collections.abc import Iterator
from itertools import groupby

from babel import Locale
from docutils import nodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.environment import BuildEnvironment

from synthkit.model.events import Session
from synthkit.model.values import parse_language
from synthkit.model.works import Chapter
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.node_helpers import LANGUAGE as MARK
from synthkit.sphinx.node_helpers import latex, section_of
from synthkit.sphinx.nodes import record_slot, translation_note

#: What TeX has no command around.
_PASSED = (nodes.title, nodes.literal_block)


def mark_languages(env: BuildEnvironment, document: nodes.document) -> None:
    """Mark the sections of sessions and chapters, and abstracts, that are in another language."""
    own = parse_language(env.config.language or "en")
    for slot in list(document.findall(record_slot)):
        record = SynthDomain.of(env).document(env.docname).records[slot["index"]]
        if not isinstance(record, Session | Chapter):
            continue
        language = record.language or own
        section = section_of(slot)
        if language != own and section is not None and not any(map(language_of, section.children)):
            _mark_section(section, language)
        of_abstract = (record.abstract_language if isinstance(record, Session) else "") or language
        if of_abstract != own:
            _mark(slot.children, of_abstract)


def in_another(element: nodes.Element, *passed: type[nodes.Element]) -> Iterator[nodes.Element]:
    """The outermost elements that are marked with a language; those that are ``passed`` count by what is in them."""
    for child in element.children:
        if isinstance(child, nodes.Element):
            if language_of(child) and not isinstance(child, passed):
                yield child
            else:
                yield from in_another(child, *passed)


def language_of(node: nodes.Node) -> str:
    """The language an element is marked with, without its region; empty for none."""
    classes = node["classes"] if isinstance(node, nodes.Element) else ()
    return next((name for name in classes if name.startswith(MARK)), MARK)[len(MARK) :].partition("-")[0]


def switch_language(env: BuildEnvironment, document: nodes.document) -> None:
    """Give TeX its commands around what is marked, and tell it which languages there are."""
    used: set[str] = set()
    for element in list(in_another(document, *_PASSED)):
        name = _tex_name(language_of(element))
        used.add(name)
        if isinstance(element, nodes.Inline):
            element.insert(0, latex(rf"\foreignlanguage{{{name}}}{{"))
            element.append(latex("}"))
    for parent in {id(one.parent): one.parent for one in in_another(document, *_PASSED)}.values():
        children: list[nodes.Node] = []
        for language, run in groupby(parent.children, _block_language):
            inner = list(run)
            if language:
                begin, end = (rf"\{what}{{otherlanguage*}}" for what in ("begin", "end"))
                inner = [latex(rf"{begin}{{{_tex_name(language)}}}"), *inner, latex(end)]
            children += inner
        parent.children = []
        parent.extend(children)
    builder = context_of(env).builder
    if used and isinstance(builder, LaTeXBuilder):
        context = builder.context
        context["preamble"] = f"{context.get('preamble', '')}\n\\synthkitlanguages{{{','.join(sorted(used))}}}\n"


def _mark_section(section: nodes.section, language: str) -> None:
    for child in section.children:
        if isinstance(child, nodes.title):
            # a title is copied into menus and contents without its classes, but with what it holds
            held = nodes.inline("", "", *child.children, classes=[MARK + language])
            child.children = []
            child.append(held)
        if isinstance(child, nodes.section):
            if not any(isinstance(one, record_slot) for one in child.children):
                _mark_section(child, language)
        elif not isinstance(child, record_slot | translation_note):
            _mark([child], language)


def _mark(children: list[nodes.Node], language: str) -> None:
    for child in children:
        if isinstance(child, nodes.Element) and not isinstance(child, nodes.Invisible) and not language_of(child):
            child["classes"].append(MARK + language)


def _block_language(node: nodes.Node) -> str:
    return "" if isinstance(node, nodes.Inline | nodes.title) else language_of(node)


def _tex_name(language: str) -> str:
    """The name babel knows a language by: the English one, lower case."""
    return str(Locale("en").languages.get(language, language)).lower()
