"""A small book on the disk, as its editors wrote it: never built, only read and added to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from synthkit.cli import main
from synthkit.editor.scaffold.project import Book

CONF = """
project = "Le verre"
language = "fr"
exclude_patterns = ["brouillons", "vieux.md"]
bibtex_bibfiles = ["references.bib"]
synthkit_publication = {"id": "le-verre-2025"}
"""
FILES: Mapping[str, str] = {
    "conf.py": CONF,
    "references.bib": "@book{verrier1999souffle,\n  title = {Le souffle},\n}\n",
    "index.md": "# Le verre\n\n```{toctree}\nactes/index\nessais/index\n```\n",
    "actes/index.md": """# Journée du verre

:::{event} journee-verre-2025
:date: 2025-04-02
:timezone: Europe/Paris
:::

```{toctree}
:maxdepth: 1

programme
ouverture
fondre
Conclusion du jour <conclusion>
gens
```
""",
    "actes/programme.md": """# Programme

```{programme} journee-verre-2025
```

:::{session} pause-verre
:event: journee-verre-2025
:kind: break
:title: Pause
:start: 10:30
:end: 10:45
:::
""",
    "actes/ouverture.md": """# Ouverture

:::{session} azema2025ouverture
:event: journee-verre-2025
:kind: opening
:speakers: lise-azema
:start: 09:00
:end: 09:30
:::
""",
    "actes/fondre.md": """# Fondre le sable

:::{session} roux2025fondre
:event: journee-verre-2025
:speakers: Paul Roux
:start: 9 h 30
:end: 10 h 30
:::

````markdown
:::{session} exemple2025code
:::
````
""",
    "actes/conclusion.md": """# Conclusion

:::{session} azema2025conclusion
:event: journee-verre-2025
:kind: closing
:speakers: lise-azema
:start: 17:00
:::
""",
    "actes/gens.md": """# Les gens

:::{speaker} lise-azema
:given: Lise
:family: Azéma
:::

:::{speaker} paul-roux
:given: Paul
:family: Roux

Il fond.
:::
""",
    "essais/index.md": "# Essais\n\n:::{toctree}\n:maxdepth: 1\n:::\n",
    "brouillons/vieux.md": ":::{chapter} oublie\n:::\n",
    "_build/html/_sources/a.md": ":::{chapter} copie\n:::\n",
}
EVENT = "journee-verre-2025"


def make(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """The book in a folder; the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def read(folder: Path) -> Book:
    """The book as a draft reads it."""
    return Book(folder)


def new(folder: Path, *arguments: str) -> int:
    """``synthkit new``, asking nobody."""
    return main(["new", *arguments, "--book", str(folder), "--yes"])


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file with what it holds."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
