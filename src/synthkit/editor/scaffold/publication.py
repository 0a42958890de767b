"""A new publication in an empty folder, where the next colloquium starts: what is asked for, the files filled in."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from jinja2 import Environment, StrictUndefined

import synthkit
from synthkit.diagnostics import CommandError
from synthkit.editor.scaffold import pages
from synthkit.editor.scaffold.draft import Change
from synthkit.editor.scaffold.markup import MARKUPS, one_line
from synthkit.editor.scaffold.questions import (
    YEAR,
    Answers,
    Question,
    always,
    dated_id,
    questions_of,
    text,
    well_formed,
)
from synthkit.i18n import N_, I18n
from synthkit.model.dates import parse_days
from synthkit.model.ids import first_free
from synthkit.model.values import parse_list
from synthkit.schema import EventKind

#: Filled in (``.jinja``), or copied as it is (``.copy``); what stands before is the name.
_TEMPLATES = Path(synthkit.__file__).parent / "templates" / "publication"
_MARKUP = MARKUPS[".md"]
#: With what a book in Markdown, its theme and its preview need.
_PACKAGE = "synthkit[book,preview]"


#: By language: the event's page and the page below it; the forms of the forge: session, correction, error.
_PAGES = {"fr": ("book/colloque/index.md", "les-intervenants"), "en": ("book/colloquium/index.md", "the-people")}
_FORMS = {
    "fr": {
        "session": "nouvelle-seance.yml",
        "correction": "corriger-une-seance.yml",
        "error": "signaler-une-erreur.yml",
    },
    "en": {"session": "new-session.yml", "correction": "correct-a-session.yml", "error": "report-an-error.yml"},
}


#: The languages synthkit speaks, each by its own name.
LANGUAGES: Mapping[str, str] = {"fr": "français", "en": "English"}
_CREATIVE_COMMONS = ("by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd")
#: Licences a text can be under, by the name readers know, with their place at Creative Commons.
_LICENCES = {f"CC {kind.upper()} 4.0": f"licenses/{kind}/4.0" for kind in _CREATIVE_COMMONS}
_LICENCES["CC0 1.0"] = "publicdomain/zero/1.0"
#: All rights reserved.
RESERVED, ALL_RIGHTS = "none", N_("all rights reserved")
NAMES = (*_LICENCES, RESERVED)


def licence_url(name: str, language: str) -> str:
    """The address of a licence in words, in a language; empty where all rights are reserved."""
    return f"https://creativecommons.org/{_LICENCES[name]}/deed.{language}" if name != RESERVED else ""


def year(answers: Answers) -> str:
    """The year of the colloquium, else one that a title names, else this one."""
    date = answers.get("date")
    named = re.search(YEAR, f"{answers.get('event', '')} {answers.get('title', '')}")
    return str(parse_days(date).first.year if date else named[0] if named else dt.date.today().year)


_OF_EVENT = {question.option: question for question in questions_of("event", {})}
QUESTIONS = (
    Question(
        "language",
        N_("language of the book: fr or en"),
        N_("Language of the book"),
        default=lambda i18n, answers: i18n.language[:2] if i18n.language[:2] in LANGUAGES else "en",
        choices=lambda i18n, answers: list(LANGUAGES.items()),
    ),
    Question("title", N_("title of the book"), N_("Title of the book"), always, check=text),
    Question(
        "event",
        N_("name of the colloquium; by default the title"),
        N_("Name of the colloquium"),
        default=lambda i18n, answers: answers["title"],
        check=text,
    ),
    _OF_EVENT["date"],
    replace(_OF_EVENT["city"], check=text),
    replace(_OF_EVENT["venue"], check=text),
    replace(_OF_EVENT["timezone"], default=lambda i18n, answers: pages.local_zone()),
    Question("publisher", N_("who publishes the book"), N_("Who publishes the book"), always, check=text),
    Question("place", N_("the publisher's city"), N_("City of the publisher"), check=text),
    Question(
        "editors",
        N_("its editors: Family, Given or the name of a body; semicolons between them; by default the publisher"),
        N_("Editors (Family, Given; or the name of a body; semicolons between them)"),
        default=lambda i18n, answers: answers["publisher"],
        check=lambda i18n, answers, given: "; ".join(parse_list(one_line(given), ";\n")),
    ),
    Question(
        "licence",
        N_("licence of the text"),
        N_("Licence of the text"),
        default=lambda i18n, answers: NAMES[0],
        choices=lambda i18n, answers: [(name, name if name != RESERVED else i18n(ALL_RIGHTS)) for name in NAMES],
        known=NAMES,
    ),
    Question(
        "id",
        N_("BibTeX key of the book"),
        N_("Id of the book, its BibTeX key"),
        always,
        default=lambda i18n, answers: dated_id(answers.get("title", ""), year(answers)),
        check=well_formed,
    ),
    Question(
        "synthkit", N_("the line of requirements.txt that installs synthkit; by default as this one was installed")
    ),
)


def draft(folder: Path, answers: Answers) -> list[Change]:
    """Every file of the publication in ``folder``. Raises CommandError unless it is empty or not there."""
    refuse_unless_empty(folder)
    values, language = _values(answers), answers["language"]
    # every text goes through the escape of the language it is written in; ``| line`` is for remarks
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    environment.filters |= {
        "python": lambda value: json.dumps(value, ensure_ascii=False),
        "heading": _MARKUP.heading,
        "paragraph": _MARKUP.paragraph,
        "line": one_line,
    }
    texts = {_PAGES[language][0]: _event_page(answers)}
    for part in ("shared", language):
        for path in (_TEMPLATES / part).rglob("*"):
            if path.suffix in (".jinja", ".copy"):
                text = path.read_text(encoding="utf-8")
                name = path.relative_to(_TEMPLATES / part).with_suffix("").as_posix()
                texts[name] = environment.from_string(text).render(values) if path.suffix == ".jinja" else text
    return [Change(folder / path, None, text) for path, text in sorted(texts.items())]


def refuse_unless_empty(folder: Path) -> None:
    """A repository without a file is as good as empty."""
    found = sorted(path.name for path in folder.iterdir() if path.name != ".git") if folder.is_dir() else []
    if folder.exists() and not folder.is_dir():
        raise CommandError(N_("%(path)s is no folder"), path=folder)
    if found:
        message = N_("%(folder)s is not empty (%(found)s); a new book needs an empty folder")
        raise CommandError(message, folder=folder, found=found[0])


def _values(answers: Answers) -> Mapping[str, object]:
    i18n = I18n(answers["language"])
    needed = answers["synthkit"] or installed()
    rights = i18n(ALL_RIGHTS) if answers["licence"] == RESERVED else answers["licence"]
    proceedings = i18n(N_("Proceedings of the colloquium “%s”")) % answers["event"]
    return {
        **{name: answers[name] for name in ("language", "title", "publisher", "place", "id", "licence")},
        "author": answers["publisher"],
        "editors": _people(answers["editors"]),
        "year": year(answers),
        "licence_url": licence_url(answers["licence"], i18n.language),
        "copyright": f"{year(answers)}, {answers['publisher']}. {rights[:1].upper()}{rights[1:]}",
        # when and where it takes place is stated on its page, and nowhere else
        "description": f"{proceedings}.",
        "forms": _FORMS[i18n.language],
        "requirement": needed,
        "is_published": is_published(needed),
        "references_remark": i18n(N_("The publications the book cites, in BibTeX.")),
    }


def _people(text: str) -> list[dict[str, str] | str]:
    """Editors as conf.py states them: « Family, Given » is a person, anything else a body."""
    found: list[dict[str, str] | str] = []
    for written in parse_list(text, ";\n"):
        family, _, given = (part.strip() for part in written.partition(","))
        found.append({"family": family, "given": given} if family and given else written)
    return found


def _event_page(answers: Answers) -> str:
    i18n, name = I18n(answers["language"]), dated_id(answers["event"], year(answers))
    known = {
        "title": answers["event"],
        # read from the book's own id where both are the same
        "id": first_free([name, f"{EventKind.COLLOQUIUM}-{name}"], [answers["id"]]),
        "kind": EventKind.COLLOQUIUM,
        "proceedings-title": pages.proceedings_title(answers["event"], i18n),
        **{fact: answers[fact] for fact in ("date", "timezone", "venue", "city")},
    }
    return pages.page_of_event(known, _MARKUP, i18n, below=_PAGES[i18n.language][1])


def installed() -> str:
    """The line of requirements.txt for the synthkit that is running, as it was installed itself (PEP 610)."""
    try:
        return requirement_of(distribution("synthkit").read_text("direct_url.json"))
    except PackageNotFoundError:
        return requirement_of(None)


def requirement_of(direct_url: str | None) -> str:
    """The line for what ``direct_url.json`` states: a release, an address, or a folder of this machine."""
    origin = json.loads(direct_url or "{}")
    if "vcs_info" in origin:
        vcs = origin["vcs_info"]
        return f"{_PACKAGE} @ {vcs['vcs']}+{origin['url']}@{vcs['commit_id']}"
    return f"{_PACKAGE} @ {origin['url']}" if origin else f"{_PACKAGE}>={synthkit.__version__}"


def is_published(requirement: str) -> bool:
    """Whether a line holds on other machines too."""
    return "file:" not in requirement
