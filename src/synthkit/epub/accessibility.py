"""Accessibility metadata (EPUB Accessibility 1.1): stated only of what the pages really have.

No conformance is claimed: what a validator finds is not all that WCAG asks for, and nobody has certified the rest.
"""

from collections.abc import Iterable
from types import SimpleNamespace

from synthkit.epub.pages import Page
from synthkit.i18n import N_, I18n


def accessibility(pages: Iterable[Page], i18n: I18n, *, has_page_list: bool, has_index: bool) -> SimpleNamespace:
    """What can be stated of a book with these pages; the cover, of which the title page says all, is none of them.

    Values of the properties of schema.org; ``sufficient`` holds sets of modes that are enough for the whole book.
    """
    pages = list(pages)
    images = [has_text for page in pages for has_text in page.images]
    has_formulas = any(page.has_formulas for page in pages)
    is_moving = any(page.has_moving_pictures for page in pages)
    reads_as_text = all(images) and not is_moving
    features = {
        "tableOfContents": True,
        "structuralNavigation": True,
        "readingOrder": True,
        "displayTransformability": True,
        "unlocked": True,
        "ARIA": True,
        "alternativeText": bool(images) and all(images),
        "MathML": has_formulas,
        "index": has_index,
        "pageNavigation": has_page_list,
        "pageBreakMarkers": has_page_list,
    }
    claims = {
        N_(
            "The whole book can be read as text, without images, sound or scripts, in a sensible order. "
            "It has headings, a table of contents and landmarks; letter size, typeface and colours are the reader’s "
            "to choose."
        ): reads_as_text,
        N_(
            "The book has headings, a table of contents and landmarks; letter size, typeface and colours are the "
            "reader’s to choose."
        ): not reads_as_text,
        N_("A text stands for each image."): features["alternativeText"],
        N_("Some images have no text that stands for them."): not all(images),
        N_("Formulas are MathML."): has_formulas,
        N_("The pages of the printed edition are marked."): has_page_list,
        N_("Conformance to an accessibility standard has not been certified."): True,
    }
    return SimpleNamespace(
        modes=("textual", "visual") if images or is_moving else ("textual",),
        sufficient=(("textual",) if reads_as_text else ()) + (("textual,visual",) if images and not is_moving else ()),
        features=tuple(feature for feature, holds in features.items() if holds),
        hazards=("unknown",) if is_moving else ("none",),
        summary=" ".join(i18n(message) for message, holds in claims.items() if holds),
    )
