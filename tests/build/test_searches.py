"""Searches through a document find what docutils' own find, also in a tree that changes meanwhile."""

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from hypothesis import given, settings
from hypothesis import strategies as st

from synthkit.sphinx.compat import searches

LEAVES = st.sampled_from(["text", "image", "comment"])
TREES = st.lists(st.recursive(LEAVES, lambda below: st.lists(below, max_size=4), max_leaves=12), max_size=4)
CONDITIONS = [
    None,
    nodes.Element,
    nodes.Text,
    nodes.image,
    nodes.Invisible,  # a class of the comment
    nodes.table,
    lambda node: isinstance(node, nodes.image | nodes.Text),
    lambda node: False,
]
DOCUTILS, OURS = searches._findall, searches.find


def grown(tree):
    """A document of lists, texts and images, none of which is told its parent, as some extensions leave them."""

    def node(part):
        if isinstance(part, list):
            found = nodes.container()
            found.children = [node(one) for one in part]
            return found
        return {"text": nodes.Text("text"), "image": nodes.image(), "comment": nodes.comment("", "words")}[part]

    document = new_document("page", get_default_settings())
    document.children = [node(part) for part in tree]
    return document


@pytest.mark.parametrize("condition", CONDITIONS)
@given(tree=TREES)
@settings(deadline=None, max_examples=50)
def test_the_nodes_are_those_of_docutils_in_its_order(condition, tree):
    document = grown(tree)
    options = ({}, {"include_self": False}, {"descend": False}, {"siblings": True})
    for found in options:
        ours, theirs = (list(map(id, find(document, condition, **found))) for find in (OURS, DOCUTILS))
        assert ours == theirs


def change(node, parents, kind):
    """What transforms do to a node while they search: fill it, take it out, put other children in place of them all."""
    if kind == "fill":
        node.children = [nodes.image(), nodes.container("", nodes.Text("within"))]
    elif kind == "empty":
        node.children = []
    elif above := parents.get(id(node)):
        if kind == "remove":
            above.children[:] = [one for one in above.children if one is not node]
        else:
            above.children = [nodes.image(), *above.children[1:]]


@pytest.mark.parametrize("kind", ["fill", "empty", "remove", "replace"])
@pytest.mark.parametrize("condition", [nodes.image, nodes.container, lambda node: isinstance(node, nodes.Element)])
@given(tree=TREES)
@settings(deadline=None, max_examples=50)
def test_a_tree_that_changes_meanwhile_is_searched_as_docutils_does(condition, kind, tree):
    ways = []
    for find in (OURS, DOCUTILS):
        document, met = grown(tree), []
        parents = {id(child): parent for parent in DOCUTILS(document) for child in parent.children}
        for node in find(document, condition):
            met.append(node.pformat())
            if len(met) < 20 and node is not document:
                change(node, parents, kind)
        ways.append((met, document.pformat()))
    assert ways[0] == ways[1]


@given(tree=TREES)
@settings(deadline=None, max_examples=50)
def test_a_function_is_asked_once_for_each_node_in_order(tree):
    document = grown(tree)
    ways = []
    for find in (OURS, DOCUTILS):
        asked = []
        list(find(document, lambda node, asked=asked: asked.append(id(node))))
        ways.append(asked)
    assert ways[0] == ways[1]


def test_a_build_searches_so(book):
    book({"index.md": "# Livre"}).build("html")
    assert nodes.Node.findall is searches.find
