"""The book « L’IA au travail : synthèse et actes (Paris, 2026) »."""

import os

project = "L’IA au travail : synthèse et actes (Paris, 2026)"
author = "La rédaction de « L’IA au travail »"
copyright = f"2026, {author}. Texte sous licence CC BY 4.0"
release = version = "0.1.0"
language = "fr"

extensions = ["myst_parser", "sphinx_design", "synthkit"]
exclude_patterns = ["LICENSE.md", "resume.md"]

# The address readers will find the book at; unknown until somebody publishes it.
html_baseurl = os.environ.get("BOOK_URL", "")

# The repository of its sources, for the links « Modifier » and « Signaler une erreur »; unknown as well.
synthkit_repository = {
    "url": os.environ.get("BOOK_REPOSITORY", ""),
    "branch": "main",
    "folder": "book",
    "forms": {
        "session": "nouvelle-seance.yml",
        "correction": "corriger-une-seance.yml",
        "error": "signaler-une-erreur.yml",
    },
}

# -- the publication, as it is cited -------------------------------------------------------------
synthkit_publication = {
    "id": "ia-au-travail-2026",
    "editors": [author],
    "authors": [author],
    "publisher": author,
    "date": "2026",
    "licence": "CC BY 4.0",
    "licence_url": "https://creativecommons.org/licenses/by/4.0/deed.fr",
    "description": (
        "Une synthèse sur l’IA et le travail, suivie des actes du colloque « Ce que fait l’IA au travail ? », "
        "d’après des annonces publiques, une quarantaine de travaux et le droit."
    ),
}
# Whom and what the text names, beside the people and the bodies that have a notice.
synthkit_index_names = {
    "persons": {
        "Calderone, Marina Elvira": ["Marina Calderone"],
        "Cuirot, Thierry": [],
        "Farandou, Jean-Pierre": [],
    },
    "institutions": {
        "CNRS": [],
        "OCDE": [],
        "OIT": ["Organisation internationale du travail"],
    },
}
bibtex_bibfiles = ["../references.bib"]
# Chicago without a comma before « et ».
synthkit_citation_style = "styles/livre.csl"
synthkit_citation_styles = ["iso690-author-date-fr", "apa", "modern-language-association"]

# -- HTML ----------------------------------------------------------------------------------------
html_theme = "synthkit"
html_title = "L’IA au travail"

# -- EPUB ----------------------------------------------------------------------------------------
epub_basename = "ia-au-travail"
epub_tocdepth = 2

# -- LaTeX / PDF ---------------------------------------------------------------------------------
latex_documents = [("index", "ia-au-travail.tex", project, author, "manual")]


def setup(app):
    """The guides for contributors are for the website alone; the page that holds the indexes is none on paper."""
    app.connect("builder-inited", _without_guides)


def _without_guides(app):
    if app.builder.name in ("epub", "latex", "typst"):
        app.config.exclude_patterns.append("participer/*")
        app.config.suppress_warnings.append("toc.excluded")
    if app.builder.name in ("latex", "typst"):
        app.config.exclude_patterns.append("bibliotheque/index-du-livre*")
