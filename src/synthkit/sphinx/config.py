"""What conf.py states: the publication's facts, and defaults this stack needs to make good editions."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sphinx.application import Sphinx
from sphinx.builders.latex import default_latex_documents
from sphinx.config import ENUM, Config
from sphinx.util import texescape
from sphinx.util.osutil import make_filename

from synthkit.build import page_numbers
from synthkit.build.page_numbers import PrintedPages
from synthkit.csl.rich_text import Segment
from synthkit.csl.style import DEFAULT_STYLES, Style, StyleError
from synthkit.diagnostics import CONF, Code, Problem, unknown_keys
from synthkit.export import csl_json
from synthkit.forge import Forge, Form, Repository, forge_of
from synthkit.i18n import N_, I18n
from synthkit.model import own_kinds, values
from synthkit.model.bodies import is_body
from synthkit.model.ids import is_id, suggested_id
from synthkit.model.people import NAME_PARTS, Name
from synthkit.model.works import Publication, book_work
from synthkit.schema import OwnKind

OTHER_KIND = N_("conf.py: %(setting)s is %(found)s; expected: %(expected)s")
TEXT = N_("a text between quotation marks")
TEXTS = N_("texts between quotation marks, in square brackets")
_PACKAGE = Path(__file__).parent.parent
_TEMPLATES = _PACKAGE / "templates"
THEME = "synthkit"
_FACTS = {
    **dict.fromkeys(("id", "publisher", "place", "description"), values.TEXT),
    "licence": values.LICENCE,
    "licence_url": values.WEB,
    "isbn": values.ISBN,
    "doi": values.DOI,
    "date": values.DATE,
}
#: In a name and in an address.
_CREATIVE_COMMONS = re.compile(r"\bby(?:[ -](?:nc|nd|sa))*[ /-]\d\.\d", re.IGNORECASE)
_NAMES = ("editors", "authors")
_KEYS = (*_FACTS, *_NAMES)
_OF_REPOSITORY = ("url", "forge", "branch", "folder", "forms")
#: A person's name as an index has it, which is no name of a body.
_PERSON = re.compile(r"(?P<family>[^\W\d_][\w'’ -]*), (?P<given>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)?)")

#: Sphinx's own default, and what replaces it: pdflatex fails on ᵉ and on many names, US letter and blank
#: pages are no French book, a bibliography style of pybtex is English, and paper has no links to follow.
_BETTER: dict[str, tuple[object, object]] = {
    "latex_engine": ("pdflatex", "lualatex"),
    "bibtex_default_style": ("alpha", "synthkit"),
    "bibtex_reference_style": ("label", "synthkit"),
    "bibtex_tooltips": (True, False),
    "primary_domain": ("py", "synth"),
    "latex_show_urls": ("no", "footnote"),
    "html_math_renderer": (None, "mathml"),
    "html_copy_source": (True, False),
    "html_show_sourcelink": (True, False),
    "epub_theme": ("epub", "synthkit_epub"),
    "epub_show_urls": ("inline", "no"),
}


def register(app: Sphinx) -> None:
    """The settings of synthkit, and its theme."""
    app.add_html_theme(THEME, str(_TEMPLATES / "website"))
    app.add_config_value("synthkit_publication", {}, "env", dict)
    app.add_config_value(own_kinds.SETTING, {}, "env", dict)
    app.add_config_value("synthkit_repository", {}, "html", dict)
    app.add_config_value("synthkit_citation_style", "", "env", str)
    app.add_config_value("synthkit_chapter_references", True, "env", bool)
    app.add_config_value("synthkit_chapter_numbering", None, "env", bool)
    app.add_config_value("synthkit_qr_codes", True, "", bool)
    app.add_config_value("synthkit_index_names", {}, "", dict)
    app.add_config_value("synthkit_citation_styles", [], "env", (list, tuple))
    app.add_config_value("synthkit_french_typography", "auto", "env", ENUM("auto", True, False))
    app.add_config_value("synthkit_readable", [], "env", (list, tuple))
    # what these name changes at each build: the pages that show it are known by what they looked up
    app.add_config_value("synthkit_pages", "", "", str)
    app.add_config_value("synthkit_editions", "", "", str)


def apply_defaults(app: Sphinx, config: Config) -> None:
    """Replace Sphinx's defaults that don't suit a book, where conf.py left them alone: those of a title, of sources
    beside pages and of file names are made for software, those of MyST for no chapters.

    A style that is a file is seen from conf.py.
    """
    own = config.synthkit_citation_style
    config.synthkit_citation_style = str(Path(app.confdir, own)) if own.endswith(".csl") else own
    config.synthkit_citation_styles = [
        str(Path(app.confdir, name)) if name.endswith(".csl") else name for name in config.synthkit_citation_styles
    ]
    for name, (theirs, ours) in _BETTER.items():
        if config[name] == theirs:
            config[name] = ours
    of_software: Any = config.values["html_title"].default
    if config.html_title == of_software(config):
        config.html_title = config.project
    if "myst_enable_extensions" in config and not config.myst_enable_extensions:
        linkify = ["linkify"] if find_spec("linkify_it") else []
        config.myst_enable_extensions = ["amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath", *linkify]
        config.myst_linkify_fuzzy_links = False  # « conf.py » would lead to Paraguay
        # « 5 $ et 6 $ », « 10$/kg ou 12$/kg » are prices
        config.myst_dmath_allow_space = config.myst_dmath_allow_digits = False
    if config.html_theme != THEME:  # templates for those made of Sphinx's own, which have a script within the page
        # a list of its own: that of Sphinx's default is shared by all builds of a process
        config.templates_path = [*config.templates_path, str(_TEMPLATES / "basic")]
    texescape.init()  # Sphinx fills its tables when the builder starts, and would escape nothing in the title now
    id_ = config.synthkit_publication.get("id")
    if id_ and config.epub_basename == make_filename(config.project):
        config.epub_basename = make_filename(str(id_))
    if id_ and config.latex_documents == default_latex_documents(config):
        config.latex_documents = [
            (root, f"{make_filename(str(id_))}.tex", *rest) for root, _, *rest in config.latex_documents
        ]
    # ``diagnostics.report`` has it in the book's language, with the nearest key
    config.suppress_warnings = [*config.suppress_warnings, "bibtex.key_not_found"]


def add_static_files(app: Sphinx, script_labels: dict[str, str] | None) -> None:
    """Our style sheet; our script only where there are labels for it, that is online. The EPUB's theme has its own."""
    if app.builder.name == "epub":
        return
    app.config.html_static_path.append(str(_PACKAGE / "static" / "styles"))
    if script_labels is not None:
        app.add_css_file("synthkit-print.css", media="print")
    app.add_css_file("synthkit.css")
    if script_labels is not None:
        app.config.html_static_path.append(str(_PACKAGE / "static" / "scripts"))
        for script in ("synthkit.js", "synthkit-cards.js", "synthkit-paragraphs.js"):
            app.add_js_file(script, loading_method="defer", **script_labels)  # type: ignore[arg-type]
        if (app.config.language or "en") != "en":  # behind Sphinx's doctools (200), before its translations (500)
            app.add_js_file("synthkit-words.js", priority=300)


def styles(config: Config) -> tuple[list[Style], list[Problem]]:
    """The styles a reader can take a work's reference in, the book's first, and the settings that name no CSL style.

    The book's is that of the bibliography, the citations and each work's reference; the language's own by default.
    """
    language = config.language or "en"
    usual = DEFAULT_STYLES.get(language[:2], DEFAULT_STYLES[""])
    own, others = config.synthkit_citation_style or usual[0], config.synthkit_citation_styles or usual
    message = N_("synthkit_citation_style: '%(found)s' is no CSL style; expected: a name such as apa")
    found: dict[str, Style] = {}
    problems = []
    for name in (own, *others):
        try:
            found.setdefault(name, Style(name, language))
        except StyleError:
            shown = Path(name).name if Path(name).is_absolute() else name
            problems.append(Problem(Code.UNKNOWN_STYLE, message, CONF, {"found": shown}))
    if own not in found:
        found = {usual[0]: Style(usual[0], language), **found}
    return list(found.values()), problems


def book_citation(book: Publication, config: Config) -> tuple[Segment, ...]:
    """The book's own reference."""
    item = csl_json.item(book_work(book), i18n_of(config))
    return styles(config)[0][0].reference(item)


def printed_pages(config: Config, folder: Path) -> tuple[PrintedPages, list[Problem]]:
    """The page data the settings name, and what is wrong with it; none are named, none are known.

    ``folder`` is that of conf.py, from which a relative path is seen.
    """
    named = config.synthkit_pages
    if not named:
        return PrintedPages(), []
    try:
        return page_numbers.load((folder / named).read_text(encoding="utf-8")), []
    except (OSError, ValueError):
        message = N_("synthkit_pages: '%(found)s' is no page data; expected: a file that synthkit build wrote")
        return PrintedPages(), [Problem(Code.INVALID_VALUE, message, CONF, {"found": named})]


def is_french(config: Config) -> bool:
    """Whether texts get French typography: as conf.py says, else when the book's language is French."""
    wanted = config.synthkit_french_typography
    return bool(wanted) if wanted != "auto" else (config.language or "").startswith("fr")


def i18n_of(config: Config) -> I18n:
    """The words of the book's language."""
    return _i18n(config.language or "en")


_i18n = cache(I18n)


def publication(config: Config) -> tuple[Publication, list[Problem]]:
    """The publication's facts, and what is wrong with them; a fact that can't be read is left out."""
    given = dict(config.synthkit_publication)
    no_fact = N_("synthkit_publication has an unknown key '%(found)s'; known: %(known)s")
    no_part = N_("synthkit_publication: a name has an unknown key '%(found)s'; known: %(known)s")
    no_value = N_("synthkit_publication: %(option)s is '%(found)s'; expected: %(expected)s")
    no_body = N_(
        "synthkit_publication: '%(found)s' is taken for a body; expected: %(expected)s, or for a body %(body)s"
    )
    named = [one for names in _NAMES for one in _listed(given.get(names))]
    people = [person for person in named if isinstance(person, Mapping)]
    problems = list(unknown_keys(no_fact, CONF, given, _KEYS))
    for one in people:
        problems += unknown_keys(no_part, CONF, one, NAME_PARTS)
    for name in named:
        if isinstance(name, str) and (person := _PERSON.fullmatch(name)) and not person["family"].isupper():
            expected = json.dumps(person.groupdict(), ensure_ascii=False)
            body = json.dumps({"literal": name}, ensure_ascii=False)
            found = {"found": name, "expected": expected, "body": body}
            problems.append(Problem(Code.INVALID_NAME, no_body, CONF, found))
    for key in (one for one in _NAMES if given.get(one)):
        for odd in [one for one in _listed(given[key]) or [given[key]] if not _is_name(one)]:
            found = {"option": key, "found": str(odd)[:60], "expected": _PEOPLE}
            problems.append(Problem(Code.INVALID_NAME, no_value, CONF, found))
    id_ = str(given.get("id") or "")
    if id_ and not is_id(id_):
        found = {"option": "id", "found": id_, "expected": suggested_id(id_)}
        problems.append(Problem(Code.INVALID_ID, no_value, CONF, found))
    facts: dict[str, Any] = {}
    for key, form in _FACTS.items():
        try:
            if not isinstance(given.get(key) or "", str | int | float | dt.date):
                raise ValueError(given[key])
            facts[key] = form.parse(str(given[key])) if given.get(key) else None
        except ValueError:
            meant = form.meaning(str(given[key]))
            facts[key] = form.parse(meant) if meant else None
            found = {"option": key, "found": given[key], "expected": meant or form.expected or TEXT}
            problems.append(Problem(form.code, no_value, CONF, found))
    text, led = (_CREATIVE_COMMONS.search(facts[key] or "") for key in ("licence", "licence_url"))
    if text and led and re.split("[ /-]", text[0].lower()) != re.split("[ /-]", led[0].lower()):
        found = {"option": "licence_url", "found": facts["licence_url"], "expected": facts["licence"]}
        problems.append(Problem(Code.INVALID_VALUE, no_value, CONF, found))
    problems += own_kinds.problems(config[own_kinds.SETTING], CONF)
    return Publication(
        title=config.project,
        version=config.release,
        language=config.language or "en",
        url=config.html_baseurl or "",
        editors=_names(given.get("editors", ())),
        authors=_names(given.get("authors", ())),
        **{key: fact for key, fact in facts.items() if fact},
    ), problems


def repository(config: Config) -> tuple[Repository | None, list[Problem]]:
    """The repository that conf.py states, None where it states no address, and what is wrong with it."""
    given: dict[str, Any] = dict(config.synthkit_repository)
    no_key = N_("%(setting)s has an unknown key '%(found)s'; known: %(known)s")
    problems = list(unknown_keys(no_key, CONF, given, _OF_REPOSITORY, setting="synthkit_repository"))
    forms = given.get("forms") or {}
    if not isinstance(forms, Mapping):
        problems.append(_refused(Code.INVALID_VALUE, "forms", str(forms), N_("the file of each form by its name")))
        forms = {}
    problems += unknown_keys(no_key, CONF, forms, list(Form), setting="synthkit_repository: forms")
    url = str(given.get("url") or "").strip().rstrip("/").removesuffix(".git")
    if not url:
        return None, problems
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s<>\"{}\\^`|?#]", url):
        meant = values.meant_address(re.sub(r"^(?:ssh://)?git@([^:/]+)[:/]", r"\1/", url))
        expected = meant or N_("an address that begins with https://")
        return None, [*problems, _refused(Code.INVALID_URL, "url", url, expected)]
    if parts.netloc == "github.com" and parts.path.count("/") != 2:
        meant = "/".join(url.split("/")[:5]) if parts.path.count("/") > 2 else "https://github.com/…/…"
        return None, [*problems, _refused(Code.INVALID_URL, "url", url, meant)]
    named = str(given.get("forge") or "").lower()
    forge = Forge(named) if named in list(Forge) else forge_of(url)
    if forge is None or (named and named != forge):
        expected = N_("'github', 'gitlab' or 'gitea' (for Forgejo too)")
        return None, [*problems, _refused(Code.INVALID_VALUE, "forge", named or url, expected)]
    return Repository(
        url,
        forge,
        branch=str(given.get("branch") or "main"),
        folder=str(given.get("folder") or ""),
        forms={form: str(forms[form]) for form in Form if forms.get(form)},
    ), problems


def _refused(code: Code, key: str, found: str, expected: str) -> Problem:
    message = N_("synthkit_repository: %(key)s is '%(found)s'; expected: %(expected)s")
    return Problem(code, message, CONF, {"key": key, "found": found, "expected": expected})


def session_kinds(config: Config) -> dict[str, OwnKind]:
    """The kinds of sessions that conf.py adds, with their labels in the book's language."""
    return own_kinds.own_kinds(config[own_kinds.SETTING], config.language or "en")


#: « Zoé Duval; Luc Roy », « Zoé Duval et Luc Roy » in one text.
_TWO_NAMES = re.compile(r"[^\W\d_][\w.’-]* [^\W\d_][\w ’-]*(?:;| (?:et|and|&)) [^\W\d_][\w.’-]* [^\W\d_][\w’-]*")
_PEOPLE = N_('a text or {"family": …, "given": …} for each, in square brackets')


def _is_name(given: object) -> bool:
    """Whether it is one name: a text, or texts by the parts of a name."""
    if isinstance(given, Mapping):
        return bool(given) and all(isinstance(part, str) for part in given.values())
    return isinstance(given, str) and (not _TWO_NAMES.fullmatch(given) or is_body(given))


def _names(given: object) -> tuple[Name, ...]:
    return tuple(
        Name(**{key: str(part) for key, part in person.items() if key in NAME_PARTS})
        if isinstance(person, Mapping)
        else Name(literal=str(person))
        for person in _listed(given)
    )


def _listed(given: object) -> list[object]:
    if isinstance(given, str | Mapping):
        return [given]
    return list(given) if isinstance(given, list | tuple) else []
