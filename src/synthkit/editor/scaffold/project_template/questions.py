"""What a new publication is asked for."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from synthkit.editor.scaffold.event import local_zone
from synthkit.editor.scaffold.markup import one_line
from synthkit.editor.scaffold.prompts import Answers, Question, always
from synthkit.editor.scaffold.validators import YEAR, dated_id, questions_of, text, well_formed
from synthkit.i18n import N_, I18n
from synthkit.model.dates import parse_days
from synthkit.model.values import parse_list

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


def _id(i18n: I18n, answers: Answers) -> str:
    return dated_id(answers.get("title", ""), year(answers))


#: Asked first: what is proposed after it is in it.
LANGUAGE: Question[I18n] = Question(
    "language",
    N_("language of the book: fr or en"),
    N_("Language of the book"),
    default=lambda i18n, answers: i18n.language[:2] if i18n.language[:2] in LANGUAGES else "en",
    choices=lambda i18n, answers: list(LANGUAGES.items()),
)
_OF_EVENT: dict[str, Question[Any]] = {question.option: question for question in questions_of("event", {})}
QUESTIONS: tuple[Question[I18n], ...] = (
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
    replace(_OF_EVENT["timezone"], default=lambda i18n, answers: local_zone()),
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
    Question("id", N_("BibTeX key of the book"), N_("Id of the book, its BibTeX key"), always, _id, check=well_formed),
    Question(
        "synthkit", N_("the line of requirements.txt that installs synthkit; by default as this one was installed")
    ),
)
