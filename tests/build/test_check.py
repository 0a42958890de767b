"""The check as a program: whatever ends Sphinx is one message, and what conf.py silences is silent."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from gettext import NullTranslations
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser
from sphinx.locale import translators

from synthkit.build import check
from synthkit.cli import main
from synthkit.editor.extension.check import check as check_book
from synthkit.editor.lint.style import fixed
from synthkit.sphinx import run
from synthkit.sphinx.compat import config_types
from synthkit.sphinx.compat.config_types import KINDS

SOUND = Path(__file__).parent.parent / "mistakes" / "sound"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the sound book."""
    return Path(shutil.copytree(SOUND, tmp_path / "book"))


def told(root: Path, **conf: object) -> list[tuple[str, int, str, str]]:
    stated = "".join(f"{name} = {value!r}\n" for name, value in conf.items())
    (root / "conf.py").write_text((root / "conf.py").read_text(encoding="utf-8") + stated, encoding="utf-8")
    report = check_book(root, root.parent / "cache")
    return [(one.path.removeprefix(f"{root}/"), one.line, one.code, one.message) for one in report.findings]


def command(root: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as an editor calls it."""
    call = [sys.executable, "-c", "import sys; from synthkit.cli import main; sys.exit(main())"]
    return subprocess.run(
        [*call, "check", str(root), "--cache", str(root.parent / "cache"), *options],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        cwd=root.parent,
    )


@pytest.mark.parametrize("value", [3, None, True, b"x", {"x": 3}, ["x"], [3], "x", {3: None}], ids=repr)
def test_a_setting_of_the_wrong_kind_is_told_at_its_line_and_ends_nothing(root: Path, value: object) -> None:
    wrong = {name: value for name, kind in KINDS.items() if config_types.fitting(value, kind) != value}
    found = told(root, **wrong)
    assert not [one for one in found if one[2] == "synthkit.internal_error"]
    lines = ["", *(root / "conf.py").read_text(encoding="utf-8").split("\n")]
    names = {lines[line].partition(" =")[0]: message for _, line, _, message in found if " vaut " in message}
    assert set(names) == set(wrong)
    assert all(name in message for name, message in names.items())


def test_a_mistake_about_the_repository_is_told_at_its_line(root: Path) -> None:
    found = told(root, synthkit_repository={"url": "https://forge.example/fil", "forge": "gitbub", "brunch": "x"})
    last = (root / "conf.py").read_text(encoding="utf-8").count("\n")
    assert {(path, line, code) for path, line, code, _ in found} == {
        ("conf.py", last, "synthkit.unknown_setting"),
        ("conf.py", last, "synthkit.invalid_value"),
    }


def test_a_number_where_a_text_is_wanted_is_taken_for_the_text(root: Path) -> None:
    ((path, _, code, message),) = told(root, release=1.0)
    assert (path, code) == ("conf.py", "synthkit.invalid_value")
    assert (
        message.replace("\u00a0", " ").replace("\u202f", " ")
        == "conf.py : release vaut 1.0 ; attendu : un texte entre guillemets droits"
    )


@pytest.mark.parametrize("given", [2026, None, [2026]], ids=repr)
def test_a_year_of_copyright_without_quotation_marks_is_told(root: Path, given: object) -> None:
    assert [code for _, _, code, _ in told(root, copyright=given)] == ["synthkit.invalid_value"]


def test_the_command_runs_a_check_of_its_own(root: Path) -> None:
    (root / "page.md").write_text("# Une page\n\nVoir {session}`naceri`.\n\nTODO\n", encoding="utf-8")
    done = command(root)
    assert done.returncode == 1
    assert "book/page.md:3: erreur : le rôle « session » nomme « naceri »" in done.stdout
    assert "book/page.md:5: remarque : « TODO » tient la place d’un texte" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_sound_book_is_said_to_be_sound_and_left_as_it_was(root: Path) -> None:
    before = sorted(path.relative_to(root) for path in root.rglob("*"))
    done = command(root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Aucun problème trouvé.\n", "")
    assert sorted(path.relative_to(root) for path in root.rglob("*")) == before


def test_a_message_sphinx_translated_itself_is_left_as_it_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class French(NullTranslations):
        pass

    monkeypatch.setitem(translators, ("console", "sphinx"), French())
    (root / "parle.py").write_text(
        "from sphinx.util import logging\n\ndef setup(app):\n"
        "    app.connect('env-updated', lambda *_: logging.getLogger('a').warning('le fil est cassé'))\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(root))
    messages = [message for *_, message in told(root, extensions=["myst_parser", "synthkit", "parle"])]
    assert "le fil est cassé" in messages


def test_what_conf_silences_is_silent(root: Path) -> None:
    (root / "page.md").write_text("# Une page\n\nTODO\n\n### Un détail\n", encoding="utf-8")
    assert [code for _, _, code, _ in told(root)] == ["synthkit.placeholder", "myst.header"]
    assert told(root, suppress_warnings=["synthkit.placeholder", "myst.header"]) == []


@pytest.mark.parametrize(
    ("conf", "says"),
    [
        ({"extensions": ["myst_parser", "synthkit", "nulle_part"]}, "pip install nulle-part"),
        ({"extensions": ["myst_parser"]}, '"synthkit" parmi les extensions'),
        ({"html_theme": "nulle"}, "« nulle »"),
        ({"root_doc": "nulle"}, "première page"),
        ({"numfig": "oui"}, "numfig est un texte entre guillemets droits ; attendu : True ou False"),
        ({"html_static_path": ["nulle"]}, "« nulle »"),
        ({"html_theme": ["nulle"]}, "« html_theme »"),
        ({"source_suffix": {".md": "nulle"}}, "source_suffix vaut 'nulle'"),
        ({"myst_enable_extensions": ["colon_fense"]}, "le plus proche connu : « colon_fence »"),
        ({"myst_heading_anchors": 9}, "myst_heading_anchors vaut 9 ; attendu : 0, 1, 2, 3, 4, 5, 6, 7"),
        ({"myst_substitutions": ["x"]}, "attendu : des noms avec leurs valeurs, dans des accolades"),
        ({"myst_enable_extensions": ["dollarmath"]}, "colon_fence dans myst_enable_extensions"),
        ({"extension": ["x"]}, "« extensions »"),
        ({"templates_path": ["nulle"]}, "templates_path nomme le dossier « nulle », qui n’existe pas"),
        ({"html_theme_options": {"zut": 1}}, "« zut »"),
    ],
)
def test_settings_that_cannot_be_are_told_in_french(root: Path, conf: dict[str, object], says: str) -> None:
    found = told(root, **conf)
    assert says in " ".join(message for *_, message in found)
    assert "anglais" not in " ".join(message for *_, message in found)


def test_a_list_of_references_is_read_again_when_conf_names_other_files(root: Path) -> None:
    (root / "page.md").write_text("# Une page\n\n```{bibliography}\n:all:\n```\n", encoding="utf-8")
    (root / "autre.bib").write_text(
        "@book{lin, title = {Le lin}, author = {Roy, Zoé}, year = {2020}}\n", encoding="utf-8"
    )
    assert "synthkit.internal_error" not in [code for _, _, code, _ in told(root)]
    found = told(root, bibtex_bibfiles=["autre.bib"])
    assert [code for _, _, code, _ in found if "internal" in code or "missing" in code] == []


@pytest.mark.parametrize(
    "line",
    [
        "def setup(): pass",
        "raise ValueError('zut')",
        "import nulle_part_du_tout",
        "import sys; sys.exit(3)",
        "x = (",
        "1 / 0",
        "\x00",
        "é = 'à",
    ],
)
def test_a_conf_that_stops_is_told_at_its_line(root: Path, line: str) -> None:
    conf = root / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    ((path, number, code, message),) = told(root)
    assert (path, code) == ("conf.py", "synthkit.broken_settings")
    assert number >= 15 or "\x00" in line or "exit" in line
    assert "Traceback" not in message
    assert "attendu" in message


EXTENSION = """
def setup(app):
    app.connect("{event}", fail)
    return {{"parallel_read_safe": True}}


def fail(*arguments):
    raise RuntimeError("le fil casse")
"""


@pytest.mark.parametrize("event", ["builder-inited", "source-read", "doctree-read", "env-updated", "build-finished"])
def test_no_traceback_of_an_extension_reaches_an_editor(
    root: Path, event: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"casse_{event.replace('-', '_')}"
    (root / f"{name}.py").write_text(EXTENSION.format(event=event), encoding="utf-8")
    monkeypatch.syspath_prepend(str(root))
    ((path, _, _, message),) = [
        one for one in told(root, extensions=["myst_parser", "synthkit", name]) if one[2] == "synthkit.internal_error"
    ]
    assert "RuntimeError: le fil casse" in message
    assert path == ("essai.md" if event in ("source-read", "doctree-read") else str(root))
    log = root.parent / "cache" / "error.log"
    assert str(log) in message
    assert "Traceback" in log.read_text(encoding="utf-8")
    out = root.parent / "out"
    assert run.main(["html", str(root), str(out), str(out / "doctrees"), "--strict"]) == 2
    printed = capfd.readouterr()
    assert "le fil casse" in printed.err
    assert "Traceback" not in printed.out + printed.err


def test_a_page_that_is_a_folder_or_leads_nowhere_ends_nothing(root: Path) -> None:
    (root / "dossier.md").mkdir()
    (root / "lien.md").symlink_to(root / "nulle-part")
    found = told(root)
    assert [message for *_, message in found if "anglais" in message] == []
    assert all("lien" in message for *_, message in found)


def test_a_book_without_french_typography_is_told_nothing_of_it(root: Path) -> None:
    (root / "page.md").write_text("# Une page\n\nUne évidence: les années '80.\n", encoding="utf-8")
    assert [code for _, _, code, _ in told(root)] == ["synthkit.missing_space", "synthkit.straight_quote"]
    assert told(root, synthkit_french_typography=False) == []


def test_what_only_one_edition_holds_is_checked_too(root: Path) -> None:
    page = "# Une page\n\n:::{only} latex\n{session}`un`\n:::\n\n:::{only} epub\n{session}`deux`\n:::\n"
    (root / "page.md").write_text(page, encoding="utf-8")
    assert [line for _, line, *_ in told(root)] == [4, 8]


def test_an_image_that_cannot_be_printed_is_told(root: Path) -> None:
    (root / "a.webp").write_bytes(b"RIFF\x00\x00\x00\x00WEBPVP8 ")
    (root / "page.md").write_text("# Une page\n\n![Un rouet](a.webp)\n", encoding="utf-8")
    assert [(line, "PNG ou JPEG" in message) for _, line, _, message in told(root)] == [(3, True)]


def test_an_included_file_is_looked_at_like_a_page(root: Path) -> None:
    (root / "page.md").write_text("# Une page\n\n```{include} _autre.md\n```\n", encoding="utf-8")
    (root / "_autre.md").write_text("Un mot.\n\n#Titre\n\nTODO\n", encoding="utf-8")
    found = [(path, line, code) for path, line, code, _ in told(root)]
    assert found == [("_autre.md", 3, "synthkit.malformed_heading"), ("_autre.md", 5, "synthkit.placeholder")]


def test_a_check_that_dies_leaves_one_line_and_a_log(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check.sys, "executable", "/bin/false")
    assert main(["check", str(root), "--cache", str(root.parent / "cache")]) == 1
    told_ = capsys.readouterr().err
    assert told_.startswith("synthkit: la vérification s’est arrêtée avec le statut 1")
    assert told_.count("\n") == 1


_MENDABLE = re.compile("[ \t\r\u00a0\u202f\ufeff'\"’«»]")
_PARTS = st.sampled_from(
    [
        *("Un mot", "l'été", "  ", " ", "\n", "\n\n", '"oui"', "'non'", "`l'autre  mot`", "*étoupe*", "**d'été**"),
        *(
            "[l'un](a'b.md)",
            "![l'autre](c.png)",
            "<b title='x'>",
            "# Titre\n",
            "- ",
            "1. ",
            "> ",
            "| a  | b |\n|---|---|\n",
        ),
        *(
            "```\nl'x  y\n```\n",
            ":::{note}\nl'été  là\n:::\n",
            "    l'x  y\n",
            "\\'",
            "<!-- l'x -->",
            "$l'x  y$",
            "  \n",
        ),
    ]
)


def shape(text: str) -> tuple[list[str], str]:
    """The kinds of nodes of a Markdown text, and what it says but for what mending may change."""
    doctree = publish_doctree(
        text, parser=Parser(), settings_overrides={"report_level": 5, "myst_enable_extensions": ["colon_fence"]}
    )
    found = [type(node).__name__ for node in doctree.findall() if not isinstance(node, nodes.Text)]
    return found, _MENDABLE.sub("", doctree.astext())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PARTS, max_size=15).map("".join))
def test_mending_changes_no_page_but_for_spaces_and_quotes(text: str) -> None:
    assert shape(fixed(text, "p.md", french=True)) == shape(text)
