"""Files beside the pages: BibTeX, RIS and CSL-JSON of every work, event and the library; calendars; all records."""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from synthkit.bibliography.csl_items import Bibliography
from synthkit.csl.style import Style
from synthkit.export import cff, exporters
from synthkit.fs.atomic import write_if_other, write_whole
from synthkit.i18n import N_
from synthkit.metadata import head_tags
from synthkit.metadata.signposting import linkset
from synthkit.metadata.tags import PagePlace, WorkPage, rendered
from synthkit.model import serialization
from synthkit.site import search_index
from synthkit.sphinx import downloads
from synthkit.sphinx.builders import is_online
from synthkit.sphinx.cache import output_key
from synthkit.sphinx.config import THEME, i18n_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.html import export_groups, search
from synthkit.sphinx.render import calendar_links
from synthkit.sphinx.tracking import digest

_LINKSET = ".linkset.json"
#: By group of exports a digest of its sources, and its paths.
_Groups = dict[str, tuple[bytes, tuple[str, ...]]]

#: Style sheets for parts that few pages have, by the class of the part.
_SHEETS = {
    "synth-schedule": "synthkit-programme.css",
    "synth-index": "synthkit-index.css",
    "synth-letters": "synthkit-index.css",
    "synth-themes": "synthkit-themes.css",
    "synth-initials": "synthkit-people.css",
    "synth-face": "synthkit-people.css",
}


#: What the search says, by the name under which its script reads it.
_SEARCH_WORDS = {
    "offline": N_("Opened from a folder: the pages can't be read here, so a result shows what its page is about."),
    "near": N_("Nothing has “{}”: these pages have words like it."),
    "further": N_("Further pages"),
    "none": N_("No page has all these words."),
    "in-text": N_("Opened from a folder: the pages can't be read here, so words in quotes are looked for one by one."),
}
#: The same of a programme one chooses from.
_PROGRAMME_WORDS = {
    "filter": N_("Title, person, room, track …"),
    "mine": N_("My selection"),
    "take": N_("My selection for the calendar (.ics)"),
    "keep": N_("Keep:"),
    "shown": N_("Sessions: {}"),
    "zone": N_("Your hours ({}) stand below those of the event."),
}


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write the exports of the HTML edition and the editions it offers; nothing when the build failed."""
    if exception is not None:
        return
    if app.builder.format == "latex":  # who splits the volume wants to know what is in it
        domain = SynthDomain.of(app.env)
        write_whole(Path(app.outdir) / export_groups.CATALOGUE_FILE, serialization.dump(domain.catalogue))
    if is_online(app.builder):
        downloads.copy(context_of(app.env).offered, Path(app.outdir))
        index = search.written_index(Path(app.outdir))
        made_of = digest((_book_made_of(app), blake2b(index).digest()))
        files = export_groups.Group(
            "search", repr(made_of), lambda: search.files(app, SynthDomain.of(app.env).catalogue, index)
        )
        _write(app, "search", made_of, [files], [search_index.FOLDER])
        del index, files  # before the texts of all entries are held
        write_records(app)


def write_records(app: Sphinx) -> None:
    """Write the exports that are made of records and references alone, as far as they changed."""

    def groups() -> Iterator[export_groups.Group]:
        catalogue, address, i18n = SynthDomain.of(app.env).catalogue, app.builder.get_target_uri, i18n_of(app.config)
        texts = cache(lambda: _texts(app.env))
        yield from export_groups.groups(catalogue, i18n, _cited_references(app.env), address, _styles(app.env), texts)
        yield from _linksets(app)

    folders = ["cite", export_groups.RECORDS, calendar_links.FOLDER, calendar_links.PROGRAMMES]
    top = [cff.FILE, export_groups.CATALOGUE_FILE]
    _write(app, "exports", _book_made_of(app), groups(), folders, top)


def _write(
    app: Sphinx,
    name: str,
    made_of: bytes,
    groups: Iterable[export_groups.Group],
    folders: Sequence[str],
    top: Sequence[str] = (),
) -> None:
    """Write the groups that changed into folders where nothing but exports stands, or as files at the top."""

    def standing() -> set[str]:
        found = {f"{folder}/{file}" for folder in folders for file in next(os.walk(outdir / folder), ("", [], []))[2]}
        return found | {file for file in top if (outdir / file).is_file()}

    outdir, kept_files = Path(app.outdir), context_of(app.env).cache
    key = output_key(name, outdir)
    kept: tuple[bytes, _Groups] = kept_files.get(key) or (b"", {})
    before, written = kept[1], _Groups()
    if made_of == kept[0] and _paths(before) == standing():
        return
    for group in groups:
        state = digest(group.made_of)
        known = before.get(group.name)
        if known is None or known[0] != state or not all((outdir / path).is_file() for path in known[1]):
            paths: dict[str, None] = {}
            for path, content in group.make():
                write_if_other(outdir / path, content)
                paths[path] = None
            known = (state, tuple(paths))
        written[group.name] = known
    for stale in standing() - _paths(written):
        (outdir / stale).unlink()  # of a work that is gone: its file would be cited for ever
    kept_files.put(key, (made_of, written))


def _book_made_of(app: Sphinx) -> bytes:
    """What all exports depend on."""
    context, styles = context_of(app.env), [style.name for style in _styles(app.env)]
    offered = repr((context.publication, context.offered, styles))
    return digest((_library_made_of(app.env), app.builder.get_target_uri(""), offered))


def _styles(env: BuildEnvironment) -> Sequence[Style]:
    """Those of the references on the page of the catalogue."""
    return context_of(env).styles if SynthDomain.of(env).concordance.page_of("catalogue") else ()


def _paths(groups: _Groups) -> set[str]:
    return {path for _, paths in groups.values() for path in paths}


def add_to_head(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """The metadata of a page that is one work; the scripts of the search and, on its page, of the catalogue."""
    if is_online(app.builder) and (pagename == "search" or app.config.html_theme == THEME):
        words = {f"data-{name}": i18n_of(app.config)(text) for name, text in _SEARCH_WORDS.items()}
        app.add_js_file("synthkit-search.js", loading_method="defer", **words)  # type: ignore[arg-type]
    if not is_online(app.builder):
        return
    body = str(context.get("body", ""))
    if "synth-schedule" in body:
        words = {f"data-{name}": i18n_of(app.config)(text) for name, text in _PROGRAMME_WORDS.items()}
        app.add_js_file("synthkit-programme.js", loading_method="defer", **words)  # type: ignore[arg-type]
    if "synth-catalogue" in body:
        app.add_js_file("synthkit-catalogue.js", loading_method="defer")
    for sheet in dict.fromkeys(sheet for name, sheet in _SHEETS.items() if name in body):
        app.add_css_file(sheet)
    if doctree is None:
        return
    page = _work_page(app, pagename)
    if page is not None:
        context["metatags"] += rendered(head_tags(page))
        context["pageurl"] = None  # the theme would write a second canonical link


def _work_page(app: Sphinx, pagename: str) -> WorkPage | None:
    """The work a page is, with its addresses; None for a page that is none."""
    catalogue, context = SynthDomain.of(app.env).catalogue, context_of(app.env)
    work, book = catalogue.work_of_page(pagename, app.config.root_doc), context.publication
    if work is None:
        return None
    pdf, url, cite = context.offered.of_work(work.id, book.id), book.address(pagename), f"cite/{work.file_name}"
    exports = {one.media_type: _file_address(app, pagename, f"{cite}{one.suffix}") for one in exporters()}
    known = map(catalogue.person, filter(None, work.author_ids))
    place = PagePlace(
        url=url,
        exports=exports,
        pdf_url=_file_address(app, pagename, pdf.address) if pdf else "",
        linkset=_file_address(app, pagename, f"{cite}{_LINKSET}") if url else "",
    )
    return WorkPage(work, book, {person.id: person for person in known if person is not None}, place)


def _linksets(app: Sphinx) -> Iterator[export_groups.Group]:
    """The file of the links of each page that is a work and has a public address."""
    for pagename in sorted(app.env.found_docs):
        page = _work_page(app, pagename)
        if page is not None and page.place.url:
            path, text = f"cite/{page.work.file_name}{_LINKSET}", linkset(page)
            yield export_groups.Group(path, text, {path: text}.items)


def _file_address(app: Sphinx, pagename: str, path: str) -> str:
    """The address of a file of the edition, from the top where the book has an address, else from its page."""
    base = app.config.html_baseurl
    return f"{base.rstrip('/')}/{path}" if base else relative_uri(app.builder.get_target_uri(pagename), path)


def library_files(env: BuildEnvironment) -> tuple[downloads.File, ...]:
    """The library in each format, as it will be written when the build ends; rendered when its sources changed."""
    kept, state = context_of(env).cache, _library_made_of(env)
    known: tuple[downloads.File, ...] | None = kept.get("library", state)
    if known is not None:
        return known
    texts = _texts(env)
    kept.put("texts", texts, state)  # for the end of this build
    files = export_groups.library(texts)
    library = tuple(
        downloads.File(path, one.name, len(file)) for one, (path, file) in zip(exporters(), files, strict=True)
    )
    kept.put("library", library, state)
    return library


def _texts(env: BuildEnvironment) -> export_groups.Texts:
    """The files of every entry; rendered unless a page already wanted to know how large they are."""
    known: export_groups.Texts | None = context_of(env).cache.get("texts", _library_made_of(env))
    return known or export_groups.texts_of(SynthDomain.of(env).catalogue, i18n_of(env.config), _cited_references(env))


def _library_made_of(env: BuildEnvironment) -> bytes:
    context = context_of(env)
    return digest((env.config.language, context.catalogue_json, context.references.state, sorted(_cited(env))))


def _cited_references(env: BuildEnvironment) -> Bibliography:
    """The references that a chapter cites, of those the .bib files hold."""
    return context_of(env).references.only(_cited(env))


def _cited(env: BuildEnvironment) -> set[str]:
    return {target.key for citation in env.get_domain("cite").data["citation_refs"] for target in citation.targets}
