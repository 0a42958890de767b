"""A small book as a plan, and the changes editors make to it: for tests of builds that follow each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from books import REFERENCES
from hypothesis import strategies as st

_KEYS = ("okonkwo2019rouissage", "abramova1987metiers")
_PROSE = (
    "Un mot de plus.",
    "## Ce qu’on en sait\n\nPeu de chose.",
    "Voir {session}`seance-b` et {speaker}`awa-sarr`.",
    "Comme l’écrit {cite:t}`abramova1987metiers`.",
    "Voir [l’autre page](../un/b.md), {doc}`/gens` et {ref}`ancre`.",
    "(ancre)=\n## Une ancre",
    "![Un point](../images/point.png)",
    "```{index} single: rouet; à main\n```",
    "Une note {footcite:p}`abramova1987metiers`.\n\n```{footbibliography}\n```",
    "<script>zut()</script> & \\input{y}",
)


@dataclass(frozen=True)
class Text:
    """A session's page."""

    title: str = "Filer"
    speakers: tuple[str, ...] = ("rozenn-gueguen",)
    keywords: str = "rouet"
    abstract: str = "Un fil."
    start: str = ""
    prose: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Events by name with the texts of their sessions in order; people by id; how the rest stands."""

    texts: tuple[tuple[str, Text], ...] = (
        ("un/a", Text(prose=(_PROSE[2],))),
        ("un/b", Text("Nouer", ("awa-sarr",), prose=(_PROSE[3],))),
        ("deux/c", Text("Tisser « à la main »", ("rozenn-gueguen", "awa-sarr"))),
    )
    people: tuple[tuple[str, str], ...] = (("rozenn-gueguen", "Guéguen"), ("awa-sarr", "Sarr"))
    references: str = REFERENCES
    options: str = ""
    last: tuple[str, ...] = ("gens", "sources")
    files: dict[str, bytes] = field(default_factory=dict)

    def sources(self) -> dict[str, str | bytes]:
        """The files of the book."""
        found: dict[str, str | bytes] = {
            "index.md": _listed("Livre", [f"{event}/index" for event in ("un", "deux")] + [*self.last], self.options),
            "gens.md": "# Gens\n\n```{speakers}\n```\n\n"
            + "".join(f":::{{speaker}} {id_}\n:given: Prénom\n:family: {name}\n:::\n\n" for id_, name in self.people),
            "sources.md": "# Sources\n\n```{sessions}\n:keyword: rouet\n```\n\n```{bibliography}\n```\n\n"
            "```{catalogue}\n```\n\n```{state}\n```\n",
            "references.bib": self.references,
            "images/point.png": _POINT,
            **self.files,
        }
        for number, event in enumerate(("un", "deux"), start=1):
            pages = [name.partition("/")[2] for name, _ in self.texts if name.startswith(f"{event}/")]
            found[f"{event}/index.md"] = (
                f"# Rencontre {event}\n\n:::{{event}} rencontre-{event}\n:date: 2023-09-0{number}\n"
                f":proceedings-title: Actes\n:direction: awa-sarr\n:::\n\n```{{programme}} rencontre-{event}\n```\n"
                + _listed("", pages, "", level=2)
            )
        for name, text in self.texts:
            found[f"{name}.md"] = _page(name, text)
        return found


_POINT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6364f8cf500f000386018059"
    "347d6a0000000049454e44ae426082"
)


def _listed(title: str, pages: list[str], options: str, level: int = 1) -> str:
    head = f"{'#' * level} {title}\n\n" if title else "\n"
    return head + "```{toctree}\n" + (f"{options}\n\n" if options else "") + "\n".join(pages) + "\n```\n"


def _page(name: str, text: Text) -> str:
    event, _, letter = name.partition("/")
    head = (
        f"# {text.title}\n\n:::{{session}} seance-{letter}\n:event: rencontre-{event}\n"
        f":speakers: {', '.join(text.speakers)}\n:keywords: {text.keywords}\n"
        + (f":start: {text.start}\n" if text.start else "")
        + f"\n{text.abstract} {{cite:p}}`{_KEYS[0]}`\n:::\n"
    )
    return "\n\n".join([head, *text.prose]) + "\n"


# -- changes -------------------------------------------------------------------------------------------

Change = Callable[[Plan], Plan]


def _changed_text(place: int, **what: object) -> Change:
    def change(plan: Plan) -> Plan:
        texts = list(plan.texts)
        if texts:
            name, text = texts[place % len(texts)]
            texts[place % len(texts)] = (name, replace(text, **what))
        return replace(plan, texts=tuple(texts))

    return change


def _new_text(name: str, place: int) -> Change:
    def change(plan: Plan) -> Plan:
        texts = [(other, text) for other, text in plan.texts if other != name]
        texts.insert(place, (name, Text(f"Coudre {name}", prose=(_PROSE[1],))))
        return replace(plan, texts=tuple(texts))

    return change


def _without_text(place: int) -> Change:
    return lambda plan: replace(plan, texts=(*plan.texts[:place], *plan.texts[place + 1 :]))


def _renamed_text(place: int, name: str) -> Change:
    def change(plan: Plan) -> Plan:
        if place >= len(plan.texts) or any(name == other for other, _ in plan.texts):
            return plan
        return replace(plan, texts=(*plan.texts[:place], (name, plan.texts[place][1]), *plan.texts[place + 1 :]))

    return change


def _with(**what: object) -> Change:
    return lambda plan: replace(plan, **what)


_PLACES = st.integers(0, 3)
_NAMES = st.sampled_from(["un/a", "un/d", "deux/d", "deux/e"])
CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(
        lambda place, prose: _changed_text(place, prose=tuple(prose)),
        _PLACES,
        st.lists(st.sampled_from(_PROSE), max_size=3, unique=True),
    ),
    st.builds(
        lambda place, title: _changed_text(place, title=title),
        _PLACES,
        st.sampled_from(["Filer", "Nouer « à la main »", "Tisser <b>&</b>"]),
    ),
    st.builds(
        lambda place, speakers: _changed_text(place, speakers=speakers),
        _PLACES,
        st.sampled_from([("awa-sarr",), ("Rozenn Gueguenn", "rozenn-gueguen")]),
    ),
    st.builds(lambda place, word: _changed_text(place, keywords=word), _PLACES, st.sampled_from(["rouet", "main"])),
    st.builds(lambda place, said: _changed_text(place, abstract=said), _PLACES, st.sampled_from(["Un fil.", "Deux."])),
    st.builds(lambda place, time: _changed_text(place, start=time), _PLACES, st.sampled_from(["", "9:00", "10:00"])),
    st.builds(_new_text, _NAMES, _PLACES),
    st.builds(_without_text, _PLACES),
    st.builds(_renamed_text, _PLACES, _NAMES),
    st.permutations(range(3)).map(
        lambda order: (
            lambda plan: replace(
                plan, texts=tuple(plan.texts[at] for at in order if at < len(plan.texts)) + plan.texts[3:]
            )
        )
    ),
    st.sampled_from(
        [
            (("rozenn-gueguen", "Le Guen"), ("awa-sarr", "Sarr")),
            (("awa-sarr", "Sarr"), ("rozenn-gueguen", "Guéguen")),
            (("rozenn-gueguen", "Guéguen"),),
        ]
    ).map(lambda people: _with(people=people)),
    st.sampled_from(
        [
            REFERENCES,
            REFERENCES.replace("1987", "1988"),
            REFERENCES.replace("Abramova, I", "Petrova, I"),
            REFERENCES[: REFERENCES.index("@", 1)],
        ]
    ).map(lambda text: _with(references=text)),
    st.sampled_from(["", ":numbered:", ":maxdepth: 1", ":caption: Table"]).map(lambda options: _with(options=options)),
    st.sampled_from([("gens", "sources"), ("sources", "gens"), ("gens",)]).map(lambda last: _with(last=last)),
)
