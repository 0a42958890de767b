"""The cards that sessions, chapters and people are shared with, beside the one of the book.

Only ``synthkit build`` draws them: at 10 ms each they take an eighth of what Sphinx alone takes for a website.
"""

from importlib.metadata import version
from pathlib import Path

from sphinx.application import Sphinx

from synthkit.figures import cover, typst
from synthkit.fs.atomic import write_whole
from synthkit.model.people import Person
from synthkit.sphinx.builders import is_site
from synthkit.sphinx.cache import output_key
from synthkit.sphinx.config import i18n_of, is_french
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.typography import french

FOLDER = "cards"
#: So many pictures are held at a time.
_MOST = 64


def text_of_page(app: Sphinx, pagename: str) -> tuple[str, list[str]] | None:
    """The file of a page's card, from the top of the website, and what it says; None where the book's stands for it."""
    domain, i18n, book = SynthDomain.of(app.env), i18n_of(app.config), context_of(app.env).publication
    if not (book.url and app.config.synthkit_editions):
        return None
    work = domain.catalogue.work_of_page(pagename, app.config.root_doc)
    if work is not None:
        return None if work.kind.is_volume else (f"{FOLDER}/{work.file_name}.png", cover.work_text(work, i18n))
    match domain.documents[pagename].records if pagename in domain.documents else ():
        case [Person() as person]:
            return f"{FOLDER}/{person.id}.png", cover.person_text(person, book, i18n)
    return None


def drawing(app: Sphinx, text: list[str]) -> typst.Drawing:
    """The card that says a text."""
    return cover.card(text, context_of(app.env).publication, french.spaced if is_french(app.config) else str)


def write(app: Sphinx, exception: Exception | None) -> None:
    """Draw the cards whose text is new, take away what no page has; nothing when the build failed."""
    if exception is not None or not is_site(app.builder):
        return
    outdir, key, cache = Path(app.outdir), output_key("cards", Path(app.outdir)), context_of(app.env).cache
    texts = filter(None, (text_of_page(app, pagename) for pagename in sorted(app.env.found_docs)))
    cards = {path: drawing(app, text) for path, text in texts}
    state = version("typst"), typst.template("cover.typ")
    kept = cache.get(key, state) or {}
    new = [path for path, card in cards.items() if kept.get(path) != card or not (outdir / path).is_file()]
    for some in (new[start : start + _MOST] for start in range(0, len(new), _MOST)):
        for path, picture in zip(some, typst.drawn_anew([cards[path] for path in some]), strict=True):
            write_whole(outdir / path, picture)
    for stale in {f"{FOLDER}/{path.name}" for path in (outdir / FOLDER).glob("*.png")} - cards.keys():
        (outdir / stale).unlink()
    cache.put(key, cards, state)
