"""Where a text names somebody or treats a subject."""

from synthkit.index.passages import Phrases, stems


def found(phrases: dict[str, str], text: str, language: str = "") -> list[tuple[int, str]]:
    return list(Phrases(phrases, stems(language) if language else list).find(text))


def test_a_name_is_found_as_it_is_spelled_and_as_words() -> None:
    names = {"Ires": "ires", "Awa Sarr": "sarr", "Jean-Paul Roux": "roux"}
    assert found(names, "L’Ires et Awa\u00a0Sarr, puis Jean‑Paul Roux.") == [(2, "ires"), (10, "sarr"), (25, "roux")]
    assert found(names, "Tu iras ; des irES, Awas Sarr ; Awa. Une phrase. Sarr") == []


def test_a_subject_is_found_whatever_its_endings_and_accents() -> None:
    subjects = {"risque psychosocial": "risque", "Données": "donnees"}
    text = "Des risques psychosociaux, une donnée."
    assert [target for _, target in found(subjects, text, "fr")] == ["risque", "donnees"]


def test_a_language_without_known_endings_has_whole_words() -> None:
    assert found({"毛糸": "wool"}, "毛糸 と 木綿", "ja") == [(0, "wool")]


def test_nothing_is_found_by_no_words() -> None:
    assert found({"": "x", "—": "y"}, "— rien") == []
