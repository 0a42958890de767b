"""The parts of sphinx-design on the website, without the attributes that HTML doesn't know there."""

from __future__ import annotations

import re
from typing import Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from synthkit.sphinx_ext.design_inline import icon_label
from synthkit.sphinx_ext.domain import SynthDomain
from synthkit.sphinx_ext.page import is_online

#: Behind the one of sphinx-design that makes fields and labels of tabs (200).
_PRIORITY = 210
_SVG_VERSION = re.compile(r' version="[^"]*"')


class ValidParts(SphinxPostTransform):
    """Labels of tabs name their field alone; icons state no version of SVG that there never was."""

    default_priority = _PRIORITY

    def run(self, **kwargs: Any) -> None:
        """Visit one document."""
        if not is_online(cast(SynthDomain, self.env.get_domain(SynthDomain.name)).builder):
            return
        for node in list(self.document.findall(nodes.Element)):
            if type(node).__name__ == "sd_tab_label":
                # on a label of a field it is refused: what the field shows is told by the field
                node.attributes.pop("aria_controls", None)
            elif isinstance(node, nodes.raw) and icon_label(node) is not None:
                node[:] = [nodes.Text(_SVG_VERSION.sub("", node.astext(), count=1))]
            elif "svg" in node.attributes and icon_label(node) is not None:
                node["svg"] = _SVG_VERSION.sub("", str(node["svg"]), count=1)
