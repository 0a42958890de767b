"""Where the sources of a book lie on a forge: the address that edits a file, the one that opens an issue filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import quote, urlencode, urlsplit

#: A field longer than this is cut: forges refuse addresses of more than some thousand characters.
LONGEST_VALUE = 300


class Forge(StrEnum):
    """A kind of forge, by how its addresses are made; Forgejo makes them as Gitea does."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"


class Form(StrEnum):
    """What a reader can write to the editors about."""

    SESSION = "session"
    CORRECTION = "correction"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Answer:
    """A field of a form, filled in: its id in the form, what readers call it, the text."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository by its address. ``folder`` is the book's own in it, empty for the top.

    ``forms`` names the file of each issue form the repository has; for what it has no form, or on a forge without
    forms, an issue opens with a text that says the same.
    """

    url: str
    forge: Forge
    branch: str = "main"
    folder: str = ""
    forms: Mapping[Form, str] = field(default_factory=dict)

    def edit(self, path: str) -> str:
        """The address that opens a file of the book in the forge's own editor."""
        inside = quote("/".join(filter(None, (self.folder.strip("/"), path))))
        return f"{self.url}/{_EDIT[self.forge]}/{quote(self.branch)}/{inside}"

    def issue(self, form: Form, title: str, answers: Iterable[Answer] = ()) -> str:
        """The address that opens a new issue: its form with the answers filled in, or a text that holds them."""
        given = [(answer, _short(answer.text)) for answer in answers if answer.text]
        body = "".join(f"- {answer.label}: {text}\n" for answer, text in given)
        new, fields = "issues/new", {"title": _short(title), "body": body}
        if self.forge is Forge.GITHUB and form in self.forms:
            # a form's own fields are filled in by their ids
            fields = {"template": self.forms[form], "title": _short(title), **{one.id: text for one, text in given}}
        elif self.forge is Forge.GITLAB:
            new, fields = "-/issues/new", {"issue[title]": _short(title), "issue[description]": body}
        # a space is %20, which every forge reads
        query = urlencode({name: text for name, text in fields.items() if text}, quote_via=quote)
        return f"{self.url}/{new}?{query}"


_EDIT = {Forge.GITHUB: "edit", Forge.GITLAB: "-/edit", Forge.GITEA: "_edit"}
#: What the name of a host tells of its forge.
_HOSTS = {**{str(one): one for one in Forge}, "forgejo": Forge.GITEA, "codeberg": Forge.GITEA}


def forge_of(url: str) -> Forge | None:
    """The kind of forge at an address, as far as its host's name tells; None when it doesn't."""
    host = urlsplit(url).hostname or ""
    return next((forge for name, forge in _HOSTS.items() if name in host), None)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"
