"""The addresses of a forge: a file to edit, an issue with its first lines filled in, whatever stands in a title."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from synthkit.forge import LONGEST_VALUE, Answer, Forge, Form, Repository, forge_of
from unit.invented import HOSTILE

FORMS = {Form.ERROR: "erreur.yml"}
GITHUB = Repository("https://github.com/fil/lin", Forge.GITHUB, folder="livre", forms=FORMS)
ANSWERS = (
    Answer("page", "Page", "actes/rouir.md"),
    Answer("record", "Identifiant", "teixeira2025rouir"),
    Answer("missing", "Ce qui manque", ""),
)


def asked(address: str) -> dict[str, str]:
    """The fields of an address."""
    return {name: text for name, (text,) in parse_qs(urlsplit(address).query, strict_parsing=True).items()}


@pytest.mark.parametrize(
    ("url", "forge"),
    [
        ("https://github.com/fil/lin", Forge.GITHUB),
        ("https://gitlab.com/fil/lin", Forge.GITLAB),
        ("https://gitlab.ateliers.example/fil/lin", Forge.GITLAB),
        ("https://codeberg.org/fil/lin", Forge.GITEA),
        ("https://forgejo.example/fil/lin", Forge.GITEA),
        ("https://code.example/github/lin", None),
        ("", None),
    ],
)
def test_the_host_tells_the_forge_where_it_can(url: str, forge: Forge | None) -> None:
    assert forge_of(url) is forge


@pytest.mark.parametrize(
    ("forge", "address"),
    [
        (Forge.GITHUB, "https://forge.example/fil/lin/edit/main/livre/actes/rouir.md"),
        (Forge.GITLAB, "https://forge.example/fil/lin/-/edit/main/livre/actes/rouir.md"),
        (Forge.GITEA, "https://forge.example/fil/lin/_edit/main/livre/actes/rouir.md"),
    ],
)
def test_a_file_is_edited_where_its_forge_edits(forge: Forge, address: str) -> None:
    assert Repository("https://forge.example/fil/lin", forge, folder="livre").edit("actes/rouir.md") == address


@pytest.mark.parametrize(("folder", "path"), [("", "a.md"), ("/livre/", "livre/a.md"), ("a b", "a%20b/a.md")])
def test_the_folder_of_the_book_is_found_however_it_is_written(folder: str, path: str) -> None:
    assert Repository("https://x.example", Forge.GITHUB, folder=folder).edit("a.md").endswith(f"/main/{path}")


def test_names_of_files_and_branches_are_quoted() -> None:
    address = Repository("https://x.example", Forge.GITHUB, branch="à relire").edit("œuvre #1?.md")
    assert address == "https://x.example/edit/%C3%A0%20relire/%C5%93uvre%20%231%3F.md"


def test_a_form_is_filled_in_by_the_ids_of_its_fields() -> None:
    address = GITHUB.issue(Form.ERROR, "Erreur : Rouir", ANSWERS)
    assert address.startswith("https://github.com/fil/lin/issues/new?template=erreur.yml&")
    assert asked(address) == {
        "template": "erreur.yml",
        "title": "Erreur : Rouir",
        "page": "actes/rouir.md",
        "record": "teixeira2025rouir",
    }


@pytest.mark.parametrize(
    ("repository", "form", "title", "body"),
    [
        (GITHUB, Form.SESSION, "title", "body"),
        (Repository("https://x.example", Forge.GITEA, forms=FORMS), Form.ERROR, "title", "body"),
        (Repository("https://x.example", Forge.GITLAB, forms=FORMS), Form.ERROR, "issue[title]", "issue[description]"),
    ],
    ids=["no such form", "gitea", "gitlab"],
)
def test_without_a_form_the_text_says_the_same(repository: Repository, form: Form, title: str, body: str) -> None:
    fields = asked(repository.issue(form, "Erreur", ANSWERS))
    assert fields == {title: "Erreur", body: "- Page: actes/rouir.md\n- Identifiant: teixeira2025rouir\n"}


@pytest.mark.parametrize("forge", Forge)
@pytest.mark.parametrize("title", HOSTILE)
def test_whatever_a_title_holds_it_stays_one_field(title: str, forge: Forge) -> None:
    repository = Repository("https://x.example", forge, forms=FORMS)
    address = repository.issue(Form.ERROR, title, [Answer("name", "Titre", title)])
    assert not set("<>\"' \n\\^`{|}") & set(address)
    line = " ".join(title.split())
    assert line in asked(address).values()
    assert any(line in text for name, text in asked(address).items() if "title" not in name)


def test_a_title_without_end_is_cut() -> None:
    fields = asked(GITHUB.issue(Form.ERROR, "lin " * 10_000))
    assert len(fields["title"]) == LONGEST_VALUE
    assert fields["title"].endswith("…")
