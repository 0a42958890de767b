"""What docutils takes for a remark or for text though an editor meant a directive, an option or a role."""

import pytest

from synthkit.diagnostics import Where
from synthkit.editor.lint import Vocabulary, mistakes

VOCABULARY = Vocabulary(
    {
        "session": frozenset(("event", "speakers", "title")),
        "speaker": frozenset(("given", "family")),
        "note": frozenset(),
        "figure": frozenset(),
        "code-block": frozenset(),
        "toctree": frozenset(),
    },
    frozenset(("session", "speaker", "cite:p", "ref")),
)
ALMOST = {
    ".. session: a": (1, ".. session:: a"),
    ".. session : a": (1, ".. session:: a"),
    ".. sesion: a": (1, ".. session:: a"),
    "..session:: a": (1, ".. session:: a"),
    ". session:: a": (1, ".. session:: a"),
    "… session:: a": (1, ".. session:: a"),
    ".. {session} a": (1, ".. session:: a"),
    ":::{session} a": (1, ".. session:: a"),
    "```{session} a": (1, ".. session:: a"),
    ".. session a\n   :title: A": (1, ".. session:: a"),
    ".. note:\n   Ceci.": (1, ".. note::"),
    ".. figure: x.png": (1, ".. figure:: x.png"),
    ".. toctree:\n   :maxdepth: 1": (1, ".. toctree::"),
    ".. note::\n\n   .. session: a": (3, ".. session:: a"),
    ".. session:: a\n   :title Un essai": (2, ":title: Un essai"),
    ".. session:: a\n   title: Un essai": (2, ":title: Un essai"),
    ".. session:: a\n   title : Un essai": (2, ":title: Un essai"),
    ".. session:: a\n   :event: b\n   title: Un essai": (3, ":title: Un essai"),
    ".. session:: a\n\n   :title: Un essai": (3, ":title: Un essai"),
    ".. session:: a\n   :event: b\n\n   :title: Un essai": (4, ":title: Un essai"),
    ".. figure:: x.png\n   :alt Un rouet": (2, ":alt: Un rouet"),
    "Voir session`a`.": (1, ":session:`a`"),
    "Voir session:`a`.": (1, ":session:`a`"),
    "Voir {session}`a`.": (1, ":session:`a`"),
    "Voir :session: `a`.": (1, ":session:`a`"),
    "Voir {cite:p}`a`.": (1, ":cite:p:`a`"),
    "Voir [le site](https://x.example).": (1, "`le site <https://x.example>`_"),
    "![Un rouet](x.png)": (1, ".. image:: x.png"),
    "# Un titre": (1, "Un titre ⏎ ===="),
    "```python": (1, ".. code-block:: python"),
    "Un <b>mot</b> gras.": (1, "**mot**"),
    "Un <em>mot</em> penché.": (1, "*mot*"),
    "Le 2<sup>e</sup> jour.": (1, ":sup:`e`"),
    "Une ligne.<br/>": (1, "reStructuredText"),
    "Un&nbsp;mot.": (1, "Unicode"),
    "Soit $x^2$ ici.": (1, ":math:`x^2`"),
    "Voir [[page|le lien]].": (1, ":doc:`page`"),
    "Selon [@roy2020, p. 3].": (1, ":cite:p:`roy2020`"),
    "Une note [^1].": (1, "[#1]_"),
    "Un ~~mot~~ barré.": (1, "mot"),
    "● un": (1, "- un"),
    "{{< video x >}}": (1, "reStructuredText"),
}
SOUND = (
    ".. session:: a\n   :title: Un essai\n   :event: b\n\n   Du texte.",
    ".. session:: a\n   :title: Un essai\n      en deux lignes\n\n   Remarque : ceci.",
    ".. note:: Un mot\n   et la suite : rien.",
    ".. un remarque: rien",
    ".. TODO: relire",
    "..\n   session: a",
    ".. _session: https://x.example",
    ".. _ici:",
    ".. [1] Une note : ici.",
    ".. |mot| replace:: autre",
    ".. code-block:: markdown\n\n   .. session: a\n   # Titre\n   {session}`a`",
    "Ceci::\n\n   .. session: a\n\n   ```python",
    "Voir :session:`a`, ``session`` et ``{session}`a```.",
    "Voir :session:`le titre <a>` et `le site <https://x.example>`_.",
    "Des auteurs : a, b.\n\n:title: une liste de champs",
    ".. session remarque sans suite",
    ".. |br| raw:: html\n\n   <br/>",
    ".. raw:: html\n\n   <p>Un&nbsp;mot</p>",
    ".. remarque <br>\n   [@a] et $x^2$",
    "• un\n• deux\n\nCela coûte 5 $ ou 10 $ ; `<br>` et ``<b>a</b>`` ; a == b == c.",
)


@pytest.mark.parametrize("text", ALMOST)
def test_what_is_almost_a_directive_an_option_or_a_role_is_reported_with_what_is_meant(text: str) -> None:
    found = [(one.where.line, one.values["expected"]) for one in mistakes(text, Where("p", "p.rst"), VOCABULARY)]
    assert found == [ALMOST[text]]


@pytest.mark.parametrize("text", SOUND)
def test_what_is_sound_is_left_in_peace(text: str) -> None:
    assert list(mistakes(text, Where("p", "p.rst"), VOCABULARY)) == []
