"""What a new publication is asked for."""

import datetime as dt
from collections.abc import Mapping

from synthkit.editor.scaffold import validators as checks_of
from synthkit.editor.scaffold.event import local_zone
from synthkit.editor.scaffold.markup import one_line
from synthkit.editor.scaffold.project_template.licences import NAMES, RESERVED
from synthkit.editor.scaffold.prompts import Answers, Question, always
from synthkit.editor.scaffold.refusals import RefusedError
from synthkit.i18n import N_, I18n
from synthkit.model.dates import parse_days
from synthkit.model.ids import is_id, suggested_id
from synthkit.model.values import DAYS, ZONE, parse_list

#: The languages synthkit speaks, each by its own name.
LANGUAGES: Mapping[str, str] = {"fr": "français", "en": "English"}
_LONGEST_ID = 40


def year(answers: Answers) -> str:
    """The year of the colloquium, else this one."""
    date = answers.get("date")
    return str(parse_days(date).first.year if date else dt.date.today().year)


def _id(i18n: I18n, answers: Answers) -> str:
    title = suggested_id(answers.get("title", ""), _LONGEST_ID)
    return title if title.endswith(year(answers)) else f"{title}-{year(answers)}"


def _well_formed(i18n: I18n, answers: Answers, given: str) -> str:
    if not is_id(given):
        raise RefusedError(
            N_(
                "'%(found)s' can't be an id; expected: a letter, then letters, digits and - _ . : between them, "
                "for instance '%(example)s'"
            ),
            found=given,
            example=suggested_id(given),
        )
    return given


def _licences(i18n: I18n, answers: Answers) -> list[tuple[str, str]]:
    return [(name, i18n(N_("all rights reserved")) if name == RESERVED else name) for name in NAMES]


def people(text: str) -> list[dict[str, str] | str]:
    """Editors as conf.py states them: « Family, Given » is a person, anything else a body."""
    found: list[dict[str, str] | str] = []
    for written in parse_list(text, ";\n"):
        family, comma, given = written.partition(",")
        is_person = comma and family.strip() and given.strip()
        found.append({"family": family.strip(), "given": given.strip()} if is_person else written)
    return found


#: Asked first: all that follows is said in it.
LANGUAGE: Question[I18n] = Question(
    "language",
    "language of the book: fr or en",
    N_("Language of the book"),
    default=lambda i18n, answers: i18n.language[:2] if i18n.language[:2] in LANGUAGES else "en",
    choices=lambda i18n, answers: list(LANGUAGES.items()),
)
QUESTIONS: tuple[Question[I18n], ...] = (
    Question("title", "title of the book", N_("Title of the book"), always, check=checks_of.text),
    Question(
        "event",
        "name of the colloquium; by default the title",
        N_("Name of the colloquium"),
        default=lambda i18n, answers: answers["title"],
        check=checks_of.text,
    ),
    Question(
        "date",
        "its day, as 2026-01-27, or the first and the last, as 2026-01-27/2026-01-28",
        N_("Day (as 2026-01-27, or the first and the last as 2026-01-27/2026-01-28)"),
        check=checks_of.check_of(DAYS),
    ),
    Question("city", "the city", N_("City"), check=checks_of.text),
    Question("venue", "the building", check=checks_of.text),
    Question(
        "timezone",
        "its time zone, as Europe/Paris",
        N_("Time zone"),
        default=lambda i18n, answers: local_zone(),
        check=checks_of.check_of(ZONE),
    ),
    Question("publisher", "who publishes the book", N_("Who publishes the book"), always, check=checks_of.text),
    Question(
        "editors",
        "its editors: Family, Given or the name of a body; semicolons between them; by default the publisher",
        N_("Editors (Family, Given; or the name of a body; semicolons between them)"),
        default=lambda i18n, answers: answers["publisher"],
        check=lambda i18n, answers, given: "; ".join(parse_list(one_line(given), ";\n")),
    ),
    Question(
        "licence",
        f"licence of the text: {', '.join(NAMES)}",
        N_("Licence of the text"),
        default=lambda i18n, answers: NAMES[0],
        choices=_licences,
    ),
    Question("id", "BibTeX key of the book", N_("Id of the book, its BibTeX key"), always, _id, check=_well_formed),
    Question("synthkit", "the line of requirements.txt that installs synthkit; by default as this one was installed"),
)
