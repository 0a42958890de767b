"""What happens to a book, in the order in which a build meets it. The only place with a priority.

A row is what happens, when among others at the same moment (500 is Sphinx's default), and why just then. Rows with one
priority run in the order in which they stand. Transforms see one document while it is read, post-transforms one page
(or the one document of a LaTeX edition) while it is written.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from synthkit.sphinx import build_state, config
from synthkit.sphinx.bibtex import chapter_references, citations, notes, reader, style
from synthkit.sphinx.bibtex import headings as cited_headings
from synthkit.sphinx.builders import SHARE_WRITTEN
from synthkit.sphinx.collect import headings, paragraph_numbers
from synthkit.sphinx.compat import config_types, parser_fallback, sphinx_faults
from synthkit.sphinx.degrade import raw_html, sphinx_design
from synthkit.sphinx.diagnostics import report
from synthkit.sphinx.directives import charts
from synthkit.sphinx.html import (
    cards,
    contents,
    exports,
    head,
    mathml,
    search,
    static_files,
)
from synthkit.sphinx.incremental import inputs, leftovers, navigation, outdated, warned
from synthkit.sphinx.latex import front_matter, index, page_references
from synthkit.sphinx.placeholders import fill
from synthkit.sphinx.sandbox import files, limits, markup
from synthkit.sphinx.typography import languages
from synthkit.sphinx.typography import transforms as typography


class Handler(NamedTuple):
    """A function for an event of Sphinx."""

    event: str
    priority: int
    function: Callable[..., Any]
    reason: str


class Step(NamedTuple):
    """A function of the environment and a document, for a transform of docutils; of some editions alone."""

    priority: int
    function: Callable[[BuildEnvironment, nodes.document], object]
    reason: str
    editions: Mapping[str, tuple[str, ...]] = {}


PAPER = {"formats": ("latex",)}
TEXT = {"formats": ("text", "man")}
EPUB = {"builders": ("epub",)}
SITE = {"builders": ("html", "dirhtml")}


BEFORE_READING = (
    Handler("config-inited", 1, config_types.mend, "before anything reads a setting of the wrong type"),
    Handler("config-inited", 100, sphinx_faults.begin_build, "before Sphinx loads what a killed build left"),
    Handler("config-inited", 200, files.leave_out, "before Sphinx looks at the folders that conf.py names"),
    Handler("config-inited", 400, mathml.read_macros, "the preamble is still that of conf.py"),
    Handler("config-inited", 500, typography.set_up, "smart quotes are settings of docutils"),
    Handler("config-inited", 500, config.apply_defaults, "all settings are of the right type"),
    Handler("config-inited", 500, front_matter.apply_defaults, "the book's facts are settings"),
    Handler("config-inited", 890, limits.bound_parsers, "all extensions have named their parsers"),
    Handler("config-inited", 900, parser_fallback.wrap_parsers, "the same; the fallback catches what the bounds raise"),
    Handler("config-inited", 999, build_state.rest_collector, "Sphinx loads the last build's environment next"),
    Handler("builder-inited", 0, leftovers.clear_static, "extensions put their files there next"),
    Handler("builder-inited", 300, build_state.open_cache, "before anything is taken from the cache"),
    Handler("builder-inited", 400, style.use_style, "sphinxcontrib-bibtex looks for its styles at 500"),
    Handler("builder-inited", 400, reader.hand_over, "and reads the .bib files"),
    Handler("builder-inited", 500, build_state.start, "the builder is known"),
    Handler("builder-inited", 500, warned.start, "nothing is read yet"),
    Handler("builder-inited", 500, outdated.start, "the folder of results is known"),
    Handler("builder-inited", 999, build_state.wake_collector, "all that the last build left is loaded"),
)

WHILE_READING = (
    Handler("env-get-outdated", 500, outdated.restore_containing_pages, "a preview reads again after it has written"),
    Handler("env-get-outdated", 500, reader.lists_of_other_files, "the settings are those of this build"),
    Handler("env-get-outdated", 500, inputs.outdated, "Sphinx compares sources, settings and the files it has found"),
    Handler("env-before-read-docs", 999, inputs.forget, "all extensions have named what is to be read"),
    Handler("env-purge-doc", 500, build_state.drop_doctrees, "the doctree of the document before is written"),
    Handler("source-read", 500, report.without_control_characters, "before a parser meets them"),
    Handler("doctree-read", 500, reader.depend_on_references, "footnotes still have their names"),
    Handler("doctree-read", 500, navigation.collect_links, "links are still to be resolved"),
    Handler("doctree-read", 500, inputs.note_pictures, "Sphinx has found the files of pictures"),
    Handler("doctree-read", 999, warned.note_reading, "all of the document is read"),
)

TRANSFORMS = (
    Step(610, notes.make_footnotes, "MyST sorts footnotes at 618, docutils numbers them at 620"),
    Step(730, languages.mark_languages, "ahead of all that looks at words in a language"),
    Step(740, typography.end_elisions, "SmartQuotes (750) sees one text at a time"),
    Step(840, cited_headings.word_citations, "domains note titles at 850, records at 870"),
    Step(870, headings.place_records, "titles have their quotes (750); collectors (880) want the anchors"),
    Step(871, headings.place_notes, "records have their sections"),
    Step(871, raw_html.read_raw_html, "what is left is no node"),
    Step(871, raw_html.note_raw_html, "titles are free of raw HTML"),
    Step(872, files.guard_files, "ids are final, and Sphinx collects files later (880)"),
    Step(872, markup.guard_markup, "raw HTML was taken together"),
    Step(874, headings.note_mentions, "sections have the ids of their records; MyST resolves ids at 879"),
    Step(875, paragraph_numbers.number_paragraphs, "all that moves or removes paragraphs has run"),
    Step(878, typography.space_source, "titles were noted as data; collectors (880) see what readers will"),
)

BEFORE_WRITING = (
    Handler("env-check-consistency", 500, warned.note_check, "Sphinx has read something"),
    Handler("env-updated", 500, build_state.drop_doctrees, "all was read"),
    Handler("env-updated", 500, outdated.name_pictures, "all was read"),
    Handler("env-updated", 500, cited_headings.finish_words, "sphinxcontrib-bibtex has numbered its citations"),
    Handler("env-updated", 500, build_state.refresh, "titles are those that readers see"),
    # not env-check-consistency, which Sphinx leaves out when nothing was read
    Handler("env-updated", 500, report.report_problems, "the catalogue is known"),
    Handler("env-get-updated", 500, build_state.filled_in_pages, "of editions without tracked pages"),
    Handler("env-get-updated", 800, outdated.forget_numbers, "Sphinx's collectors have numbered sections"),
    Handler("env-get-updated", 900, outdated.outdated_pages, "Sphinx's collectors have numbered sections"),
    Handler("write-started", 400, warned.check, "Sphinx's table of pages that list another one is there"),
    Handler("write-started", 500, outdated.hide_containing_pages, "Sphinx decides now which pages are written"),
    Handler("write-started", 500, warned.pass_over, "what was told while the book was read is of no page"),
    Handler("write-started", 999, build_state.rest_for_paper, "the document is put together next"),
)

POST_TRANSFORMS = (
    Step(0, outdated.begin, "ahead of all that fills in a page"),
    Step(0, page_references.mark_works, "records stand where they were read", PAPER),
    Step(0, typography.space_page, "titles become LaTeX at 1", PAPER),
    Step(1, front_matter.make_parts, "before the pages of parts are filled", PAPER),
    Step(2, paragraph_numbers.mark_for_epub, "paragraphs stand where their author put them", EPUB),
    Step(2, paragraph_numbers.mark_for_web, "the same", SITE),
    Step(2, paragraph_numbers.mark_for_print, "whole pages were moved at 1", PAPER),
    Step(3, fill.fill_slots, "bodies may hold bibliographies (4, 5) and cross-references (10)"),
    Step(4, style.list_bibliographies, "sphinxcontrib-bibtex fills its own at 5"),
    Step(7, chapter_references.append_references, "citations (10) lead to its entries"),
    Step(8, cited_headings.finish_links, "citations of headings are still to be resolved"),
    Step(9, citations.fill_citations, "the list of the chapter was made of them; the rest are resolved at 10"),
    Step(15, chapter_references.link_to_own_list, "citations are links"),
    Step(180, raw_html.describe_images, "links are resolved, images in parts of sphinx-design (190) still there", TEXT),
    Step(190, charts.draw, "Sphinx picks images at 200"),
    Step(190, raw_html.make_plain, "Sphinx picks images at 200"),
    Step(190, sphinx_design.make_plain, "images are still to be picked"),
    Step(210, sphinx_design.make_valid, "sphinx-design makes details of dropdowns at 199, labels of tabs at 200"),
    Step(300, page_references.number_links, "all links are resolved", PAPER),
    Step(390, page_references.print_addresses, "Sphinx makes footnotes of addresses at 400", PAPER),
    Step(590, sphinx_faults.give_bodies, "Sphinx looks for the body of each table at 600", PAPER),
    Step(700, index.append_indexes, "the text is complete", PAPER),
    Step(800, page_references.move_ends, "nothing is added behind them", PAPER),
    Step(810, languages.switch_language, "all text is there, page references are made", {"builders": ("latex",)}),
    Step(890, fill.fill_ends, "half the nodes of a page: no transform above looks through them"),
    Step(900, markup.guard_links, "all links are there"),
    Step(900, markup.guard_formulas, "all formulas are there"),
    Step(900, typography.space_page, "all text is there"),
)

WHILE_WRITING = (
    Handler("warn-missing-reference", 500, report.report_unknown_target, "a role leads to no record"),
    Handler("doctree-resolved", 900, build_state.drop_doctrees, "the page is filled in"),
    Handler("doctree-resolved", 999, outdated.pause, "behind all who look something up for the text"),
    Handler(SHARE_WRITTEN, 500, outdated.end_share, "a page's template is rendered behind all other events"),
    Handler("html-collect-pages", 0, build_state.rest_collector, "all pages are written"),
    Handler("html-collect-pages", 500, static_files.write_not_found, "the theme is set up"),
    Handler("html-collect-pages", 999, search.prune_index, "the search index is complete"),
    Handler("html-page-context", 0, outdated.resume, "ahead of all who look something up for the page"),
    Handler("html-page-context", 500, typography.space_context, "titles of other pages come in here"),
    Handler("html-page-context", 500, exports.add_to_head, "the page is known"),
    Handler("html-page-context", 500, head.add_links, "behind the text of the page"),
    Handler("html-page-context", 500, contents.add, "the page is known"),
    Handler("html-page-context", 600, head.add_tags, "behind the metadata of a work"),
    Handler("html-page-context", 999, outdated.end, "behind all who look something up for the page"),
)

AT_THE_END = (
    Handler("build-finished", 500, files.still_pictures, "pictures are copied"),
    Handler("build-finished", 500, static_files.write, "all pages are written"),
    Handler("build-finished", 500, cards.write, "all pages are written"),
    Handler("build-finished", 500, exports.write_exports, "all pages are written"),
    Handler("build-finished", 900, outdated.finish, "exports are written"),
    Handler("build-finished", 950, build_state.keep_figures, "all figures were drawn"),
    Handler("build-finished", 999, sphinx_faults.end_build, "nothing is left to be written"),
    Handler("build-finished", 999, build_state.wake_collector, "another build may follow in this process"),
)


def connect(app: Sphinx, without: Collection[str] = ()) -> None:
    """Connect everything; ``without`` leaves out what stands in folders of these names."""

    def is_on(what: Callable[..., Any]) -> bool:
        return what.__module__.split(".")[2] not in without

    for handler in (*BEFORE_READING, *WHILE_READING, *BEFORE_WRITING, *WHILE_WRITING, *AT_THE_END):
        if is_on(handler.function):
            app.connect(handler.event, handler.function, handler.priority)
    for step in TRANSFORMS:
        if is_on(step.function):
            app.add_transform(_transform(step, SphinxTransform, "apply"))
    for step in POST_TRANSFORMS:
        if is_on(step.function):
            app.add_post_transform(_transform(step, SphinxPostTransform, "run"))


def _transform(step: Step, base: type[SphinxTransform], method: str) -> type[Any]:
    def visit(self: SphinxTransform, **kwargs: Any) -> None:
        step.function(self.env, self.document)

    attributes = {"default_priority": step.priority, **step.editions, method: visit}
    return type(step.function.__name__, (base,), attributes)
