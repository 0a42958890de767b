"""The files of a new publication: templates filled in with an editor's answers."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from synthkit.editor.scaffold import event
from synthkit.editor.scaffold.markup import Myst, one_line
from synthkit.editor.scaffold.project_template import requirement
from synthkit.editor.scaffold.project_template.licences import licence
from synthkit.editor.scaffold.project_template.questions import people, year
from synthkit.editor.scaffold.prompts import Answers
from synthkit.editor.scaffold.refusals import RefusedError
from synthkit.editor.scaffold.writes import Draft
from synthkit.i18n import N_, I18n
from synthkit.model.dates import parse_days
from synthkit.model.ids import first_free, suggested_id
from synthkit.schema import EventKind

#: Filled in, or copied as it is: what stands behind a template's name.
_FILLED, _COPIED = ".jinja", ".copy"
_LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class _Names:
    """What is named in a language: the event's page, the page below it, the forms of the forge."""

    event_page: str
    people: str
    forms: Mapping[str, str]


_NAMES = {
    "fr": _Names(
        "book/colloque/index.md",
        "les-intervenants",
        {"session": "nouvelle-seance.yml", "correction": "corriger-une-seance.yml", "error": "signaler-une-erreur.yml"},
    ),
    "en": _Names(
        "book/colloquium/index.md",
        "the-people",
        {"session": "new-session.yml", "correction": "correct-a-session.yml", "error": "report-an-error.yml"},
    ),
}


def draft(folder: Path, answers: Answers, language: str) -> Draft:
    """Every file of the publication in ``folder``. Raises RefusedError unless it is empty or not there."""
    refuse_unless_empty(folder)
    values = _values(answers, language)
    environment = _environment()
    texts = {_NAMES[language].event_page: _event_page(answers, language)}
    for path, text in _templates(language):
        filled = environment.from_string(text).render(values) if path.endswith(_FILLED) else text
        texts[path.removesuffix(_FILLED).removesuffix(_COPIED)] = filled
    return Draft(new=tuple((folder / path, text) for path, text in sorted(texts.items())))


def refuse_unless_empty(folder: Path) -> None:
    """A repository without a file is as good as empty."""
    found = sorted(path.name for path in folder.iterdir() if path.name != ".git") if folder.is_dir() else []
    if folder.exists() and not folder.is_dir():
        raise RefusedError(N_("%(path)s is no folder"), path=folder)
    if found:
        raise RefusedError(
            N_("%(folder)s is not empty (%(found)s); a new book needs an empty folder"), folder=folder, found=found[0]
        )


def _templates(language: str) -> Iterator[tuple[str, str]]:
    """The path and the text of every template of a language."""
    root = resources.files("synthkit") / "templates" / "publication"
    for part in ("shared", language):
        yield from _below(root / part, "")


def _below(folder: Traversable, above: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _below(entry, f"{above}{entry.name}/")
        elif entry.name.endswith((_FILLED, _COPIED)):
            yield f"{above}{entry.name}", entry.read_text(encoding="utf-8")


def _environment() -> Environment:
    """Every text goes through the escape of the language it is written in; ``| line`` is for remarks."""
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    markup = Myst()
    environment.filters |= {
        "python": lambda value: json.dumps(value, ensure_ascii=False),
        "heading": markup.heading,
        "paragraph": markup.paragraph,
        "line": one_line,
    }
    return environment


def _values(answers: Answers, language: str) -> Mapping[str, object]:
    i18n = I18n(language)
    stated = answers.get("synthkit")
    needed = requirement.given(stated) if stated else requirement.installed()
    text_licence = licence(answers["licence"], language)
    rights = text_licence.name or i18n(N_("all rights reserved"))
    return {
        "title": answers["title"],
        "language": language,
        "author": answers["publisher"],
        "publisher": answers["publisher"],
        "editors": people(answers["editors"]),
        "city": answers["city"],
        "year": year(answers),
        "id": answers["id"],
        "licence": text_licence,
        "copyright": f"{year(answers)}, {answers['publisher']}. {rights[:1].upper()}{rights[1:]}",
        "description": _description(answers, i18n),
        "forms": _NAMES[language].forms,
        "requirement": needed.line,
        "is_published": needed.is_published,
        "references_remark": i18n(N_("The publications the book cites, in BibTeX.")),
    }


def _description(answers: Answers, i18n: I18n) -> str:
    """« Actes du colloque … »: the colloquium, its date and its place, as far as they are known."""
    facts = i18n(N_("Proceedings of the colloquium “%s”")) % answers["event"]
    when = parse_days(answers["date"]).said(i18n) if answers["date"] else ""
    place = ", ".join(filter(None, (answers["venue"], answers["city"])))
    return ", ".join(filter(None, (facts, place, when))) + "."


def _event_page(answers: Answers, language: str) -> str:
    i18n = I18n(language)
    title = answers["event"]
    known = {
        "title": title,
        "id": event_id(answers),
        "kind": EventKind.COLLOQUIUM,
        "proceedings-title": event.proceedings_title(title, i18n),
        **{name: answers[name] for name in ("date", "timezone", "venue", "city")},
    }
    return event.source(known, Myst(), i18n, below=_NAMES[language].people)


def event_id(answers: Answers) -> str:
    """The colloquium's name and year, told from the book's own id where both are the same."""
    name = f"{suggested_id(answers['event'], _LONGEST_ID)}-{year(answers)}"
    return first_free([name, f"{EventKind.COLLOQUIUM}-{name}"], [answers["id"]])
