"""A small book with every directive, every role, every part of Markdown and sphinx-design; for tests alone."""

project = "Teindre et dater"
author = "Atelier des Cuves"
copyright = "2031, Atelier des Cuves"
release = version = "1.0"
language = "fr"

extensions = ["myst_parser", "sphinx_design", "synthkit"]
myst_enable_extensions = [
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "strikethrough",
    "substitution",
    "tasklist",
]
myst_substitutions = {"cuve": "la cuve"}
suppress_warnings = ["myst.strikethrough"]  # says that only HTML can strike
exclude_patterns = ["_build"]
numfig = True

synthkit_publication = {
    "id": "teindre-et-dater-2031",
    "editors": [{"family": "Vasseur", "given": "Odile"}],
    "authors": [author],
    "publisher": "Éditions du Bain-marie",
    "place": "Nantes",
    "date": "2031-09",
    "licence": "CC BY 4.0",
    "licence_url": "https://creativecommons.org/licenses/by/4.0/deed.fr",
    "description": "Un livre inventé, pour que chaque chose qu’un livre peut contenir soit essayée une fois.",
}
bibtex_bibfiles = ["references.bib"]

html_theme = "synthkit"
html_copy_source = False
html_show_sourcelink = False

epub_basename = "tout"

latex_documents = [("index", "tout.tex", project, author, "manual")]
