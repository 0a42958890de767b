project = "La veillée"
author = "Atelier du Fil"
copyright = "2024, Atelier du Fil"
language = "fr"
extensions = ["myst_parser", "synthkit"]
myst_enable_extensions = ["colon_fence"]
html_theme = "alabaster"
bibtex_bibfiles = ["references.bib"]
exclude_patterns = ["_*"]
synthkit_publication = {
    "id": "veillee-actes",
    "editors": ["Atelier du Fil"],
}
release = "1"
