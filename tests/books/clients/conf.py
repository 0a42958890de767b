"""A book whose works are hard for clients of citations, each in its own way; for tests alone."""

project = "Cadrans, heures : l’IMT et le temps"
author = "Atelier du Cadran"
copyright = "2032, Atelier du Cadran"
release = version = "1.2"
language = "fr"
extensions = ["myst_parser", "synthkit"]
myst_enable_extensions = ["colon_fence"]
html_theme = "synthkit"
html_baseurl = "https://cadrans.example/livre/"
synthkit_publication = {
    "id": "cadrans-heures",
    "editors": [{"family": "Goff", "given": "Anne-Marie", "particle": "Le"}],
    "authors": [author],
    "publisher": "Presses de l’Aubier & Cie",
    "place": "Dinant",
    "date": "2032-05",
    "isbn": "978-2-1234-5680-3",
    "doi": "10.5555/cadrans",
    "licence": "CC BY 4.0",
    "licence_url": "https://creativecommons.org/licenses/by/4.0/",
}
