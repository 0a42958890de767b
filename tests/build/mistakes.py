"""Sources that are wrong, one way each, and what an editor must be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: A sound book of one event, of which a mistake is made in one more page (or in conf.py).
SOUND = {
    "index.md": """
# Livre

```{toctree}
:glob:

*
```
""",
    "cadre.md": """
# Veillée des fileuses

:::{event} veillee-2024
:date: 2024-05-02
:timezone: Europe/Paris
:::

## Matinée

:::{session} matinee
:event: veillee-2024
:kind: block
:start: 9:00
:end: 11:00
:room: Grange
:::

## Carder

:::{session} naceri2024carder
:event: veillee-2024
:speakers: leila-naceri
:start: 14:00
:end: 15:00
:room: Lavoir
:::

## Gens

:::{speaker} leila-naceri
:given: Leïla
:family: Naceri
:variants: L. Martin
:::

:::{speaker} luc-martin
:given: Luc
:family: Martin
:variants: L. Martin
:::
""",
    "essai.md": """
# Essai

:::{chapter} essai-fil
:authors: Luc Martin
:::
""",
}


@dataclass(frozen=True)
class Mistake:
    """A page with one mistake: the type of the warning, where it points, what it must hold.

    ``at`` is the text of the line it points to; ``nearest`` the valid value it offers, empty for none;
    ``says`` what it holds in every language. ``page`` is empty when ``conf`` is what is wrong.
    """

    name: str
    code: str
    page: str = ""
    at: str = ""
    says: tuple[str, ...] = ()
    nearest: str = ""
    conf: Mapping[str, object] = field(default_factory=dict)
    folder: str = ""

    @property
    def file(self) -> str:
        """The file that is wrong."""
        return f"{self.folder}zz-{self.name}.md" if self.page else "conf.py"

    @property
    def line(self) -> int:
        """The line the warning points to; 0 for conf.py, which has none."""
        lines = self.page.removeprefix("\n").splitlines()
        return lines.index(self.at) + 1 if self.at else 0


def session(name: str, /, **options: str) -> str:
    """A page with one talk that is sound but for what ``options`` say; None leaves an option out."""
    given = {"event": "veillee-2024", "speakers": "luc-martin", **options}
    lines = [f":{option.replace('_', '-')}: {value}" for option, value in given.items() if value is not None]
    return "\n".join(["# Une page", "", f":::{{session}} {name}", *lines, ":::", ""])


def _session(name: str, code: str, says: tuple[str, ...] = (), nearest: str = "", /, **options: str) -> Mistake:
    id_ = f"s-{name}"
    return Mistake(name, code, session(id_, **options), f":::{{session}} {id_}", (f"s-{name}", *says), nearest)


def _record(
    kind: str, name: str, code: str, says: tuple[str, ...] = (), nearest: str = "", /, **options: str
) -> Mistake:
    id_ = f"r-{name}"
    lines = [f":{option.replace('_', '-')}: {value}" for option, value in options.items()]
    page = "\n".join(["# Une page", "", f":::{{{kind}}} {id_}", *lines, ":::", ""])
    return Mistake(name, code, page, f":::{{{kind}}} {id_}", (id_, *says), nearest)


def _view(
    name: str, code: str, opening: str, options: str = "", says: tuple[str, ...] = (), nearest: str = ""
) -> Mistake:
    page = f"# Une page\n\nDu texte.\n\n{opening}\n{options}:::\n"
    return Mistake(name, code, page, opening, says, nearest)


def _role(kind: str, found: str, nearest: str) -> Mistake:
    sentence = f"Voir {{{kind}}}`{found}`."
    return Mistake(f"role-{kind}", f"unknown_{kind}", f"# Une page\n\n{sentence}\n", sentence, (found,), nearest)


RECORDS = [
    _session("event", "unknown_event", ("veilee-2024",), "veillee-2024", event="veilee-2024"),
    _session("event-alone", "unknown_event", ("zzz",), event="zzz"),
    _session("no-event", "missing_option", ("event", "veillee-2024"), event=None),
    _session("speaker", "unknown_speaker", ("luc-marten",), "luc-martin", speakers="luc-marten"),
    _session("speaker-by-name", "unknown_speaker", ("Leila Nacery",), "Leïla Naceri", speakers="Leila Nacery"),
    _session("moderator", "unknown_speaker", ("luc-martinn",), "luc-martin", moderators="luc-martinn"),
    _session("ambiguous", "ambiguous_name", ("L. Martin", "leila-naceri, luc-martin"), speakers="L. Martin"),
    _session("nobody", "missing_speaker", ("speakers",), speakers=None),
    _record("event", "direction", "unknown_speaker", ("luc-marto",), "luc-martin", direction="luc-marto"),
    _record("chapter", "author", "unknown_speaker", ("Luc Martinez",), "Luc Martin", authors="Luc Martinez"),
    _session("reversed", "end_before_start", ("10:30", "9:45"), start="10:30", end="9:45"),
    _session(
        "overlap",
        "overlap",
        ("14:30–15:30", "naceri2024carder", "14:00–15:00"),
        start="14:30",
        end="15:30",
        room="Lavoir",
    ),
    _session("day", "outside_event", ("2024-05-03", "2024-05-02", "veillee-2024"), date="2024-05-03"),
    _session(
        "late",
        "outside_block",
        ("10:30–11:30", "matinee", "09:00–11:00"),
        part_of="matinee",
        start="10:30",
        end="11:30",
    ),
    _session("block", "unknown_block", ("matiné",), "matinee", part_of="matiné"),
    _session("no-block", "unknown_block", ("naceri2024carder",), part_of="naceri2024carder"),
    _session("kind", "invalid_value", ("tolk", "talk, "), "talk", kind="tolk"),
    _session("text", "invalid_value", ("papper", "announced, report, paper"), "paper", text="papper"),
    _session("position", "invalid_value", ("zéro",), position="zéro"),
    _session("date", "invalid_date", ("02/05/2024", "2024-05-02"), date="02/05/2024"),
    _session("reviewed", "invalid_date", ("hier", "2026-01-27"), reviewed="hier"),
    _session("no-such-day", "invalid_date", ("2024-02-30",), date="2024-02-30"),
    _session("time", "invalid_time", ("25:00", "9:35"), start="25:00"),
    _session("time-in-words", "invalid_time", ("dix heures",), end="dix heures"),
    _session("url", "invalid_url", ("javascript:zut()", "https://"), slides="javascript:zut()"),
    _session("half-url", "invalid_url", ("https://",), recording="https://"),
    _session("option", "unknown_option", ("speeker",), "speakers", speeker="luc-martin"),
    _session("control", "control_character", (), keywords='"li\\x07n"'),
    _session("file", "invalid_url", ("article.pdf", "https://"), pdf="article.pdf"),
    _session("pages", "invalid_value", ("12/24", "12–24"), pages="12/24"),
    _session("words", "invalid_value", ("[lin, laine]", "lin, laine"), keywords="'[lin, laine]'"),
    _session("french-kind", "invalid_value", ("pause",), "break", kind="pause"),
    _session("french-option", "unknown_option", ("titre",), "title", titre="Un titre"),
    _session("inverted", "unknown_speaker", ("Martin, Luc", "Luc Martin"), speakers="Martin, Luc"),
    _session("country", "invalid_value", ("jp", "ja"), language="jp"),
    _record("event", "timezone", "invalid_timezone", ("Europe/Pari",), "Europe/Paris", timezone="Europe/Pari"),
    _record("event", "days", "invalid_date", ("2024-05-03/2024-05-02",), date="2024-05-03/2024-05-02"),
    _record("event", "event-kind", "invalid_value", ("colloque",), "colloquium", kind="colloque"),
    _record("event", "event-url", "invalid_url", ("lin.example",), url="lin.example"),
    _record("speaker", "orcid", "invalid_orcid", ("0000-0002-1825-0098",), family="Ky", orcid="0000-0002-1825-0098"),
    _record("speaker", "ror", "invalid_ror", ("02feahw74",), family="Ly", affiliation="Ici", ror="02feahw74"),
    _record("speaker", "ror-alone", "invalid_ror", ("02feahw7",), family="Ma", ror="02feahw7"),
    _record("speaker", "name", "invalid_name", ("Na<b>",), family="Na<b>"),
    _record("speaker", "no-name", "invalid_name", ("family",)),
    _record("chapter", "chapter-date", "invalid_date", ("mai 2024",), date="mai 2024"),
    Mistake(
        "accent",
        "invalid_id",
        session("séance-à-tisser"),
        ":::{session} séance-à-tisser",
        ("séance-à-tisser", "seance-a-tisser"),
    ),
    Mistake("no-id", "missing_id", "# Une page\n\n:::{session}\n:kind: talk\n:::\n", ":::{session}", ("{session}",)),
    Mistake("no-id-speaker", "missing_id", "# Page\n\n:::{speaker}\n:::\n", ":::{speaker}", ("{speaker}",)),
    Mistake(
        "no-title",
        "missing_title",
        "---\norphan: true\n---\n\n" + session("s-no-title", kind="talk").removeprefix("# Une page\n\n"),
        ":::{session} s-no-title",
        ("s-no-title", "title"),
        folder="ailleurs/",  # Sphinx has a word of its own for a page without a title in a table of contents
    ),
    Mistake(
        "twice",
        "duplicate_id",
        session("naceri2024carder"),
        ":::{session} naceri2024carder",
        ("naceri2024carder", "cadre.md:20"),
    ),
    Mistake(
        "twice-but-for-case",
        "duplicate_id",
        session("Matinee"),
        ":::{session} Matinee",
        ("Matinee", "cadre.md:10"),
    ),
    Mistake(
        "twice-across-kinds",
        "duplicate_id",
        "# Une page\n\n:::{chapter} leila-naceri\n:::\n",
        ":::{chapter} leila-naceri",
        ("leila-naceri", "cadre.md:30"),
    ),
    Mistake(
        "as-the-book",
        "duplicate_id",
        "# Une page\n\n:::{chapter} lin-et-laine\n:::\n",
        ":::{chapter} lin-et-laine",
        ("lin-et-laine", "conf.py"),
    ),
    _view("view-option", "unknown_option", ":::{sessions}", ":evnt: veillee-2024\n", ("evnt",), "event"),
    _view("view-kind", "invalid_value", ":::{sessions}", ":kind: tolk\n", ("tolk",), "talk"),
]

#: Mistakes in what a page asks for, not in what it records.
ROLES = [
    _role("event", "veillee-2042", "veillee-2024"),
    _role("session", "naceri2024larder", "naceri2024carder"),
    _role("speaker", "Luc Martine", "Luc Martin"),
    _role("chapter", "essay-fil", "essai-fil"),
]
VIEWS = [
    _view("view-event", "unknown_event", ":::{programme} veile-2024", "", ("veile-2024",), "veillee-2024"),
    _view("view-no-event", "missing_option", ":::{programme}", "", ("programme",)),
    _view("view-sessions", "unknown_event", ":::{sessions}", ":event: veille-2024\n", ("veille-2024",), "veillee-2024"),
    _view("view-speakers", "unknown_event", ":::{speakers} veil-2024", "", ("veil-2024",), "veillee-2024"),
    _view("view-speaker", "unknown_speaker", ":::{sessions}", ":speaker: luc-martan\n", ("luc-martan",), "luc-martin"),
]

LINKS = [*ROLES, *VIEWS]

_PUBLICATION = {"id": "lin-et-laine", "editors": ["Atelier du Fil"]}
RECORDS += [
    Mistake(
        "revision-day",
        "invalid_date",
        page="# Page\n\n:::{chapter} zz-revision\n:::\n\n:::{revision} hier\nTexte.\n:::\n",
        at=":::{revision} hier",
        says=("hier", "2026-01-27"),
    ),
    Mistake(
        "revision-kind",
        "invalid_value",
        page="# Page\n\n:::{chapter} zz-revision-kind\n:::\n\n:::{revision} 2025-01-02\n:kind: errata\n\nTexte.\n:::\n",
        at=":::{revision} 2025-01-02",
        says=("errata", "addition"),
        nearest="erratum",
    ),
    Mistake(
        "revision-nowhere",
        "misplaced_revision",
        page="# Page\n\n:::{revision} 2025-01-02\nTexte.\n:::\n",
        at=":::{revision} 2025-01-02",
    ),
]
SETTINGS = [
    Mistake(
        "setting",
        "unknown_setting",
        says=("editor", "publisher"),
        nearest="editors",
        conf={"synthkit_publication": {"id": "lin-et-laine", "editor": ["Atelier du Fil"]}},
    ),
    Mistake(
        "setting-date",
        "invalid_date",
        says=("printemps 2025", "2026-01-27"),
        conf={"synthkit_publication": {**_PUBLICATION, "date": "printemps 2025"}},
    ),
    Mistake(
        "setting-name",
        "unknown_setting",
        says=("first",),
        conf={"synthkit_publication": {**_PUBLICATION, "editors": [{"family": "Naceri", "first": "Leïla"}]}},
    ),
    Mistake(
        "setting-id",
        "invalid_id",
        says=("Lin et laine", "lin-et-laine"),
        conf={"synthkit_publication": {**_PUBLICATION, "id": "Lin et laine"}},
    ),
    Mistake(
        "setting-two-names",
        "invalid_name",
        says=("Zoé Duval; Luc Roy", '"family"'),
        conf={"synthkit_publication": {**_PUBLICATION, "editors": ["Zoé Duval; Luc Roy"]}},
    ),
    Mistake(
        "setting-names",
        "invalid_name",
        says=("editors", "5"),
        conf={"synthkit_publication": {**_PUBLICATION, "editors": 5}},
    ),
    Mistake(
        "setting-licence",
        "invalid_value",
        says=("CC-BY-4,0", "CC BY 4.0"),
        conf={"synthkit_publication": {**_PUBLICATION, "licence": "CC-BY-4,0"}},
    ),
    Mistake(
        "repository-tree",
        "invalid_url",
        says=("tree/main", "https://github.com/fil/lin"),
        conf={"synthkit_repository": {"url": "https://github.com/fil/lin/tree/main"}},
    ),
    Mistake(
        "style",
        "unknown_style",
        says=("chicago-autor-date", "apa"),
        conf={"synthkit_citation_style": "chicago-autor-date"},
    ),
    Mistake(
        "style-elsewhere",
        "unknown_style",
        says=("../ailleurs/style",),
        conf={"synthkit_citation_style": "../ailleurs/style"},
    ),
    Mistake(
        "repository-key",
        "unknown_setting",
        says=("synthkit_repository", "brunch"),
        nearest="branch",
        conf={"synthkit_repository": {"url": "https://github.com/fil/lin", "brunch": "main"}},
    ),
    Mistake(
        "repository-form",
        "unknown_setting",
        says=("forms", "eror"),
        nearest="error",
        conf={"synthkit_repository": {"url": "https://github.com/fil/lin", "forms": {"eror": "erreur.yml"}}},
    ),
    Mistake(
        "repository-forms",
        "invalid_value",
        says=("forms", "erreur.yml"),
        conf={"synthkit_repository": {"url": "https://github.com/fil/lin", "forms": "erreur.yml"}},
    ),
    Mistake(
        "repository-address",
        "invalid_url",
        says=("url", "javascript:zut()", "https://"),
        conf={"synthkit_repository": {"url": "javascript:zut()"}},
    ),
    Mistake(
        "repository-forge",
        "invalid_value",
        says=("forge", "https://code.example/fil/lin", "gitea"),
        conf={"synthkit_repository": {"url": "https://code.example/fil/lin"}},
    ),
    Mistake(
        "repository-other-forge",
        "invalid_value",
        says=("forge", "sourcehut"),
        conf={"synthkit_repository": {"url": "https://github.com/fil/lin", "forge": "sourcehut"}},
    ),
]
