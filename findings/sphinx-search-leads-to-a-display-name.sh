#!/usr/bin/env bash
# Guess: an object of a domain whose anchor equals its name (« ada-weir ») and whose display name differs (« Ada Weir »)
#   is found by the search under its display name, and the result leads to #ada-weir.
# Seen (Sphinx 9.0.4 from PyPI): the index stores an empty anchor for « the same as the name », and searchtools.js fills in
#   the display name, so the result leads to #Ada Weir, which no page has.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q sphinx==9.0.4
mkdir book
cat > book/conf.py <<'PY'
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.domains import Domain, ObjType


class Person(Directive):
    required_arguments = 1

    def run(self):
        return [nodes.target("", "", ids=[self.arguments[0]])]


class People(Domain):
    name = "people"
    directives = {"person": Person}
    object_types = {"person": ObjType("person", "person")}

    def get_objects(self):
        yield "ada-weir", "Ada Weir", "person", "index", "ada-weir", 1


def setup(app):
    app.add_domain(People)
PY
printf 'Book\n====\n\n.. people:person:: ada-weir\n\nText.\n' > book/index.rst
venv/bin/python -m sphinx -q -b html book html
venv/bin/python - <<'PY'
import json, pathlib

index = json.loads(pathlib.Path("html/searchindex.js").read_text().removeprefix("Search.setIndex(").rstrip(")"))
print(index["objects"])
assert index["objects"] == {"": [[0, 0, 1, "", "Ada Weir"]]}, "the anchor is stored now"
assert 'id="ada-weir"' in pathlib.Path("html/index.html").read_text()
script = pathlib.Path("html/_static/searchtools.js").read_text()
assert 'if (anchor === "") anchor = fullname;' in script, "the script fills in something else now"
PY
echo "as described"
