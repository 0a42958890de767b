from synthkit.csl.rich_text import Segment
from synthkit.sphinx.nodes import html_inline
from synthkit.sphinx.render.context import line


def test_spaces_and_ordinals_reach_over_italics():
    parts = [Segment("Qui file "), Segment("le lin ", "i"), Segment("? Au XIXe siècle")]
    assert line(parts, is_french=True) == "Qui file <em>le lin\u202f</em>? Au XIX<sup>e</sup>\u00a0siècle"
    assert line(parts, is_french=False) == "Qui file <em>le lin </em>? Au XIXe siècle"


def test_a_title_in_another_language_is_marked_and_spaced_as_it_is():
    parts = [
        Segment("« "),
        Segment("Who spins? The 1st wheel: a tale!", "i", language="en"),
        Segment(" », 1er mai ; p. 3"),
    ]
    assert line(parts, is_french=True) == (
        '«\u00a0<span lang="en"><em>Who spins? The 1st wheel: a tale!</em></span>\u00a0», '
        "1<sup>er</sup>\u00a0mai\u202f; p.\u00a03"
    )


def test_signs_of_html_are_text():
    assert line(["a < b & c"], is_french=True) == "a &lt; b &amp; c"


def test_an_address_is_encoded_and_one_nobody_may_follow_is_its_words():
    safe, unsafe = (Segment("lieu", url=url) for url in ("https://lin.example/a b", "javascript:alert(1)"))
    assert line([safe], is_french=False) == '<a class="reference external" href="https://lin.example/a%20b">lieu</a>'
    assert line([unsafe], is_french=False) == "lieu"


def test_an_element_has_its_attributes_in_order():
    link = html_inline("x", "RIS", tag="a", attributes_of_tag={"href": "r.ris", "download": ""}, classes=["k"])
    assert line(["Fichier : ", link], is_french=False) == 'Fichier : <a class="k" download="" href="r.ris">RIS</a>'
