"""Citations found by key are those the base class finds by looking through all of them."""

from __future__ import annotations

from pathlib import Path

from books import CONF, Book
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinxcontrib.bibtex.domain import BibtexDomain

from synthkit.sphinx.bibtex.domain import CiteDomain

LIBRARY = "\n".join(
    f"@book{{cle{number}, author = {{Abeille, Zoé{'é' * number}}}, title = {{Titre}}, year = {{{1990 + number % 3}}}}}"
    for number in range(9)
)
FILES = {
    "index.md": """
# Livre

```{toctree}
un
deux
```

Voir {cite:p}`cle3,cle1`, {cite:t}`cle1,cle7,cle3`, {cite:p}`z-cle2`, {cite:p}`inconnue`.

```{bibliography}
```
""",
    "un.md": """
# Un

Voir {cite:p}`cle5` et {cite:p}`cle1`.

```{bibliography}
:filter: docname in docnames and year > "1990"
:keyprefix: z-
:list: bullet
```
""",
    "deux.md": """
# Deux

Voir {cite:p}`z-cle8,cle0`.

```{bibliography}
:filter: cited and year == "1990"
:list: enumerated
```

```{bibliography}
:all:
:keyprefix: a-
:list: bullet
```
""",
    "references.bib": LIBRARY,
}


def shown(citation):
    """All of a citation; pybtex's formatted entries have no equality."""
    formatted = citation.formatted_entry
    return (*citation[:4], formatted.key, formatted.label, repr(formatted.text), citation.tooltip_entry)


def test_citations_found_by_key_are_those_a_search_finds(tmp_path: Path) -> None:
    book = Book(tmp_path).write(FILES)
    stated = {**CONF, "suppress_warnings": ["bibtex", "synthkit"]}
    (tmp_path / "conf.py").write_text("".join(f"{name} = {value!r}\n" for name, value in stated.items()))
    with patch_docutils(str(book.root)), docutils_namespace():
        out = tmp_path / "_build"
        app = Sphinx(book.root, book.root, out, out / "doctrees", "html", status=None, warning=None)
        app.build()
    quick = app.env.get_domain("cite")
    assert isinstance(quick, CiteDomain)
    app.env.domaindata["cite"] = {**quick.data, "version": BibtexDomain.data_version, "citations": []}
    slow = BibtexDomain(app.env)
    slow.reference_style = quick.reference_style
    slow.env_updated()
    documents = ["deux", "index", "un"]
    assert len(quick.bibliographies) == 4
    assert list(quick.get_all_cited_keys(documents)) == list(slow.get_all_cited_keys(documents))
    for key in quick.bibliographies:
        assert list(quick.get_filtered_entries(key)) == list(slow.get_filtered_entries(key))
        of_key = [one for one in slow.citations if one.bibliography_key == key]
        assert list(map(shown, quick.listed_in(key))) == list(map(shown, of_key))
    for target in ("cle1", "cle3,cle1", "cle7,cle0,cle3", "z-cle2", "inconnue", "cle1,inconnue"):
        found, searched = (
            domain.resolve_xref(app.env, "un", app.builder, "p", target, pending_xref("", refdoc="un"), None).astext()
            for domain in (quick, slow)
        )
        assert found == searched
    assert list(map(shown, quick.citations)) == list(map(shown, slow.citations))
