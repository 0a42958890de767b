"""``synthkit people``: everybody of a book with spellings and sessions, who may be one; merge, split, rename."""

import argparse

from synthkit.cli._catalogue import opened
from synthkit.cli._parser import Parser
from synthkit.editor import people
from synthkit.editor.scaffold.draft import write
from synthkit.editor.scaffold.project import Book
from synthkit.i18n import N_

HELP = N_("list the people of a book and who may be one person; merge, split or rename them")


def add_options(parser: Parser) -> None:
    """What is to be done, and with whom; nothing shows them."""
    parser.add_book("--book")
    chosen = parser.add_subparsers(dest="action")
    merge = chosen.add_parser("merge", help=parser.i18n(N_("make one person of two records")))
    merge.add_argument("id", help=N_("the record that stays"))
    merge.add_argument("other", help=N_("the record that goes into it"))
    split = chosen.add_parser("split", help=parser.i18n(N_("make two people of one record")))
    split.add_argument("id", help=N_("the record"))
    split.add_argument("new", help=N_("the id of the second person"))
    split.add_argument("sessions", nargs="+", help=N_("ids of the sessions that are the second one's"))
    rename = chosen.add_parser("rename", help=parser.i18n(N_("give a person another id")))
    rename.add_argument("id", help=N_("the id"))
    rename.add_argument("new", help=N_("the new one"))


def run(options: argparse.Namespace) -> None:
    """Show everybody, or write what changes."""
    book = opened(options.book)
    if options.action == "merge":
        changes = people.merge(book, options.id, options.other)
    elif options.action == "split":
        changes = people.split(book, options.id, options.new, options.sessions)
    elif options.action == "rename":
        changes = people.rename(book, options.id, options.new)
    else:
        _list(book)
        return
    write(changes)
    for change in changes:
        print(book.terminal(N_("Changed: %s")) % book.shown(change.path))


def _list(book: Book) -> None:
    i18n, catalogue = book.terminal, book.catalogue
    for person in sorted(catalogue.persons, key=lambda person: person.name.sort_key):
        sessions = ", ".join(dict.fromkeys(one.session.id for one in catalogue.contributions(person)))
        facts = (person.name.family_first, person.id, *person.variants, person.orcid, sessions, str(person.where))
        print(" · ".join(filter(None, facts)))
    for one, other, reason in people.doubles(book):
        message = i18n(N_("%(id)s and %(other)s may be one person: %(found)s"))
        print(message % {"id": one.id, "other": other.id, "found": i18n(reason)})
