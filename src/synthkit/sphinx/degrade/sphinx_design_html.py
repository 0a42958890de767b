"""The parts of sphinx-design on the website: without the attributes that HTML refuses, and none of them nameless."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from synthkit.i18n import N_
from synthkit.sphinx.builders import is_online
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.degrade.sphinx_design_inline import icon_label

_SVG_VERSION = re.compile(r' version="[^"]*"')


class ValidParts(SphinxPostTransform):
    """Labels of tabs name their field alone; icons state no version there never was; dropdowns say that they open."""

    def run(self, **kwargs: Any) -> None:
        """Visit one document."""
        if not is_online(context_of(self.env).builder):
            return
        more = i18n_of(self.config)(N_("More"))
        for node in list(self.document.findall(nodes.Element)):
            if type(node).__name__ == "sd_tab_label":
                # on a label of a field it is refused: what the field shows is told by the field
                node.attributes.pop("aria_controls", None)
            elif "sd-summary-text" in node.get("classes", ()) and all(icon_label(part) == "" for part in node.children):
                node[:] = [nodes.Text(more)]  # a dropdown without a title: three dots, which nobody hears
            elif isinstance(node, nodes.raw) and icon_label(node) is not None:
                node[:] = [nodes.Text(_SVG_VERSION.sub("", node.astext(), count=1))]
            elif "svg" in node.attributes and icon_label(node) is not None:
                node["svg"] = _SVG_VERSION.sub("", str(node["svg"]), count=1)
