"""The numbers of paragraphs in the pages of the EPUB, where the book put together says which printed page begins there.

All numbers are written, whatever is known of the printed edition: so a page needn't be written again when that changes.
"""

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from synthkit.epub.pages import MARK as WRITTEN
from synthkit.sphinx.collect.paragraph_numbers import MARK


class WrittenMarks(SphinxPostTransform):
    """Puts its number at the beginning of each numbered paragraph."""

    builders = ("epub",)

    def run(self, **kwargs: Any) -> None:
        """Visit the paragraphs of one document."""
        for paragraph in list(self.document.findall(nodes.paragraph)):
            if MARK in paragraph:
                paragraph.insert(0, nodes.inline("", "", classes=[f"{WRITTEN}{paragraph[MARK]}"]))
