"""What others say in English is said again with a remedy; what nobody foresaw is passed on as it is."""

from __future__ import annotations

import pytest

from synthkit.diagnostics import format_message
from synthkit.editor.upstream_messages import RULES, rewritten
from synthkit.i18n import I18n

FRENCH = I18n("fr")
SAID = {
    ("myst.directive_unknown", "Unknown directive type: 'sesion'"): "aucune directive ne s’appelle « sesion »",
    ("docutils", 'Unknown directive type "sesion".\n\n.. sesion:: x'): "aucune directive ne s’appelle « sesion »",
    ("myst.role_unknown", 'Unknown interpreted text role "speeker".'): "aucun rôle ne s’appelle « speeker »",
    ("myst.header", "Non-consecutive header level increase; H1 to H3"): "de H1 à H3",
    ("toc.not_included", "document isn't included in any toctree"): "orphan: true",
    ("toc.not_readable", "toctree contains reference to nonexisting document 'a'"): "« a »",
    ("docutils", 'Content block expected for the "note" directive; none found.'): "la directive « note » est vide",
    ("docutils", "Directive 'figure': 1 argument(s) required, 0 supplied"): "« figure » ; nombre de mots attendus : 1",
    ("docutils", 'Error in "figure" directive:\n1 argument(s) required, 0 supplied.'): "« figure »",
    ("myst.xref_missing", "'myst' cross-reference target not found: 'a.md'"): "« a.md », qui n’est pas une page",
    ("myst.xref_missing", "'myst' cross-reference target not found: 'a'"): "« a », qui n’existe nulle part",
    ("ref.ref", "undefined label: 'a'"): "« a », qui n’existe nulle part",
    ("image.not_readable", "image file not readable: a.png"): "« a.png »",
    ("", "The config value `project' has type `int'; expected `str'."): "project est int ; attendu : str",
    ("", "The config value `x' has type `int'; expected `list' or `tuple'."): "x est int ; attendu : list or tuple",
    (
        "myst.directive_option",
        "'figure': Invalid option value for 'align': centre: \"centre\" unknown; choose from \"left\"",
    ): ("« align » ne peut valoir « centre » ; attendu : l’une des valeurs"),
    (
        "myst.directive_option",
        "'figure': Invalid option value for 'width': 5x: \"5x\" is no valid measure.",
    ): "50% ou 5cm",
    (
        "myst.directive_option",
        "'toctree': Invalid option value for 'maxdepth': un: invalid literal for int()",
    ): "entier",
    ("", "exception while evaluating only directive expression: chunk after expression"): "html, epub ou latex",
    ("", "duplicate label a, other instance in p.md"): "« a » est donnée deux fois",
    ("ref.eq", "equation not found: a"): "« a », qui n’existe nulle part",
    ("", "html_static_path entry '_static' does not exist"): "html_static_path nomme « _static »",
    ("docutils", "Malformed table.\nText in column margin"): "tableau",
}


@pytest.mark.parametrize(("said", "french"), SAID.items())
def test_a_known_message_is_told_in_french(said: tuple[str, str], french: str) -> None:
    rule, values = rewritten(*said)
    assert french in format_message(rule.message, values, FRENCH)


def test_an_unknown_message_is_passed_on_and_said_to_be_english() -> None:
    rule, values = rewritten("zut.alors", "Something  is\nwrong (%s) %d")
    assert format_message(rule.message, values, FRENCH) == "Sphinx signale, en anglais : Something is wrong (%s) %d"


def test_a_rule_for_one_type_is_not_for_another() -> None:
    assert "en anglais" in FRENCH(rewritten("docutils", "document isn't included in any toctree")[0].message)


def test_each_rule_speaks_french() -> None:
    assert [rule.message for rule in RULES if FRENCH(rule.message) == rule.message] == []
