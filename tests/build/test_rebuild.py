"""A second build, a build by several processes: the edition is always the one a fresh build would make."""

import json
import re
import shutil
import xml.etree.ElementTree as ET

import pytest
from books import QUICK, REFERENCES, Book, Tree
from sphinxcontrib.bibtex.domain import BibtexDomain

import synthkit.sphinx
from synthkit.bibliography import csl_items
from synthkit.fs.atomic import write_if_other
from synthkit.sphinx.builders import SharingBuilder
from synthkit.sphinx.diagnostics import report
from synthkit.sphinx.html import exports
from synthkit.sphinx.incremental import outdated


def files(outdir, *suffixes):
    """Every file of an edition with one of these endings, as bytes."""
    return {
        str(path.relative_to(outdir)): path.read_bytes()
        for path in sorted(outdir.rglob("*"))
        if path.suffix in suffixes and path.is_file()
    }


def edited(sources, path, old, new):
    assert old in sources[path]
    return {path: sources[path].replace(old, new)}


def bodies(outdir):
    """The main part of every page: the rest (checksums of scripts, the menu) is Sphinx's own affair."""
    pages = {path: Tree(page.decode()) for path, page in files(outdir, ".html").items()}
    return {path: ET.tostring(page.body, encoding="unicode") for path, page in pages.items()}


def stale(again, fresh):
    """The files a second build left other than a fresh one makes them."""
    left, made = bodies(again.outdir), bodies(fresh.outdir)
    left |= files(again.outdir, ".bib", ".json")
    made |= files(fresh.outdir, ".bib", ".json")
    return sorted(name for name, page in made.items() if left.get(name) != page)


#: A book in which every page depends on another.
SMALL = {
    "index.md": """
# Livre

```{toctree}
rencontre
filer
nouer
gens
sources
```
""",
    "rencontre.md": """
# Rencontre du fil

:::{event} rencontre-2023
:date: 2023-09-01
:city: Guingamp
:direction: rozenn-gueguen
:proceedings-title: Actes du fil
:::

```{programme} rencontre-2023
```

## Matinée

:::{session} matinee
:event: rencontre-2023
:kind: block
:start: 9:00
:end: 12:00
:::
""",
    "filer.md": """
# Filer

:::{session} gueguen2023filer
:event: rencontre-2023
:part-of: matinee
:position: 1
:speakers: rozenn-gueguen
:keywords: rouet, fuseau

Un fil {cite:p}`okonkwo2019rouissage`.
:::
""",
    "nouer.md": """
# Nouer

:::{session} sarr2023nouer
:event: rencontre-2023
:part-of: matinee
:position: 2
:speakers: awa-sarr, Rozenn Gueguenn
:::

Après {session}`gueguen2023filer`, {cite:t}`abramova1987metiers`.
""",
    "gens.md": """
# Gens

:::{speaker} rozenn-gueguen
:given: Rozenn
:family: Guéguen
:variants: Rozenn Gueguenn
:::

:::{speaker} awa-sarr
:given: Awa
:family: Sarr
:::
""",
    "sources.md": """
# Sources

```{sessions}
:keyword: rouet
```

```{speakers}
:event: rencontre-2023
```

```{bibliography}
```

## Postface

:::{chapter} postface
:authors: awa-sarr
:::
""",
    "references.bib": REFERENCES,
}


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A book that is built again and again, as an editor does."""
    made = Book(tmp_path_factory.mktemp("running"), {**QUICK}).write(SMALL)
    made.build()
    return made


def test_nothing_changed_then_no_page_is_read_or_written(book):
    made = book(SMALL, **QUICK)
    made.build()
    built = made.build()
    assert (built.read, built.written) == (frozenset(), frozenset())
    assert built.warnings == ""


def test_an_environment_that_holds_records_of_other_code_is_read_anew(book, monkeypatch):
    made = book(SMALL, **QUICK)
    monkeypatch.setattr("synthkit.sphinx._ENV_VERSION", 16)
    made.build()
    monkeypatch.undo()
    built = made.build()
    assert built.warnings == ""
    assert built.read == {name.removesuffix(".md") for name in SMALL if name.endswith(".md")}


def test_prose_changed_then_only_its_page_is_written(book):
    made = book(SMALL, **QUICK)
    made.build()
    made.write({"nouer.md": SMALL["nouer.md"] + "\nUn mot de plus.\n"})
    built = made.build()
    assert (built.read, built.written) == ({"nouer"}, {"nouer"})


def times(outdir):
    """When each page was written, to the nanosecond."""
    return {path.name: path.stat().st_mtime_ns for path in outdir.rglob("*.html")}


def test_prose_changed_below_a_menu_that_may_show_all_headings_then_only_its_page_is_written(book):
    made = book(SMALL, **QUICK, html_theme_options={"sidebar_collapse": True})
    made.build()
    made.write({"filer.md": SMALL["filer.md"] + "\nUn mot de plus.\n"})
    assert made.build().written == {"filer"}


def test_pages_without_a_source_are_left_alone_while_they_say_the_same(book):
    made = book({**SMALL, "nouer.md": SMALL["nouer.md"] + "\n{index}`épissure`\n"}, **QUICK)
    before = times(made.build().outdir)
    assert {"search.html", "genindex.html"} <= before.keys()
    assert times(made.build().outdir) == before
    made.write({"nouer.md": made.source("nouer.md") + "\nUn mot de plus.\n"})
    after = times(made.build().outdir)
    assert {name for name in after if after[name] != before[name]} == {"nouer.html"}
    made.write({"nouer.md": made.source("nouer.md").replace("épissure", "ganse")})
    built = made.build()
    last = times(built.outdir)
    assert {name for name in last if last[name] != after[name]} == {"nouer.html", "genindex.html"}
    assert "ganse" in built.text("genindex.html")


def test_a_new_name_stands_on_every_page_that_names_the_person(book):
    made = book(SMALL, **QUICK)
    made.build()
    made.write(edited(SMALL, "gens.md", ":family: Guéguen", ":family: Le Guen"))
    built = made.build()
    assert built.warnings == ""
    assert built.read == {"gens"}
    naming = ("rencontre", "filer", "nouer", "gens", "sources")
    assert [docname for docname in naming if "Rozenn Le Guen" not in built.page(docname).text] == []
    assert [
        name for name, page in files(built.outdir, ".html", ".bib", ".json").items() if "Guéguen" in page.decode()
    ] == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("filer.md", "# Filer", "# Filer au rouet"),
        ("filer.md", "rouet, fuseau", "fuseau"),
        ("filer.md", ":position: 1", ":position: 5"),
        ("filer.md", "Un fil", "Deux fils"),
        ("rencontre.md", "# Rencontre du fil", "# Veillée du fil"),
        ("rencontre.md", ":city: Guingamp", ":city: Paimpol"),
        ("rencontre.md", "2023-09-01", "2023-09-02"),
        ("rencontre.md", ":start: 9:00", ":start: 9:30"),
        ("gens.md", ":variants: Rozenn", ":variants: R. Gueguenn, Rozenn"),
        ("sources.md", "## Postface", "## Dernier mot"),
        ("references.bib", "author = {Abramova, Ielena}", "author = {Petrova, Ielena}"),
        ("references.bib", "year = {1987}", "year = {1988}"),
    ],
)
def test_an_edit_anywhere_gives_the_pages_a_fresh_build_would(running, path, old, new):
    changed = {**SMALL, **edited(SMALL, path, old, new)}
    running.write({name: text for name, text in changed.items() if running.source(name) != text.removeprefix("\n")})
    again = running.build()
    shutil.rmtree(running.root / "_build/fresh", ignore_errors=True)
    shutil.rmtree(running.root / "_build/doctrees-fresh", ignore_errors=True)
    assert again.warnings == ""
    assert stale(again, running.build(to="fresh")) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("synthkit_citation_style", "chicago-author-date"),
        ("html_baseurl", "https://lin.example/"),
        ("language", "en"),
        ("synthkit_publication", {"id": "lin", "editors": ["Cercle du Fuseau"], "licence": "CC BY 4.0"}),
    ],
)
def test_a_new_setting_gives_the_pages_a_fresh_build_would(book, name, value):
    made = book(SMALL, **QUICK)
    made.build()
    made.conf[name] = value
    assert stale(made.build(), made.build(to="fresh")) == []


def test_a_deleted_page_takes_its_records_with_it(book):
    made = book(SMALL, **QUICK)
    made.build()
    (made.root / "nouer.md").unlink()
    made.write(edited(SMALL, "index.md", "nouer\n", ""))
    built = made.build()
    assert built.warnings == ""
    assert "Nouer" not in [row[1] for row in built.page("rencontre").rows]
    assert "Nouer" not in built.page("gens").text
    assert "Après, au programme" not in built.page("filer").text
    assert [record["id"] for record in json.loads(built.text("synthkit.json"))["sessions"]] == [
        "matinee",
        "gueguen2023filer",
    ]
    assert "sarr2023nouer" not in built.text("cite/library.bib") + built.text("cite/rencontre-2023.bib")
    clean = made.build(to="clean")
    assert not (clean.outdir / "cite/sarr2023nouer.bib").exists()
    assert stale(built, clean) == []


def test_a_deleted_person_is_told_by_every_session_that_names_them(book):
    made = book(SMALL, **QUICK)
    made.build("dummy")
    made.write({"gens.md": SMALL["gens.md"][: SMALL["gens.md"].index(":::{speaker} awa-sarr")]})
    built = made.build("dummy")
    assert [(told.file, told.type) for told in built.told] == [
        ("nouer.md", "synthkit.unknown_speaker"),
        ("sources.md", "synthkit.unknown_speaker"),
    ]


def test_sessions_with_one_id_keep_their_speakers_on_each_page_whichever_changes(book):
    day = ":::{event} jour\n:date: 2023-09-01\n:::\n\n```{programme} jour\n```\n"
    one = ":::{session} seance\n:event: jour\n:speakers: rozenn-gueguen\n:::\n"
    two = ":::{session} seance\n:event: autre\n:speakers: rozenn-gueguen\n:::\n"
    pages = {"un.md": f"# Un\n\n{day}", "deux.md": f"# Filer\n\n{one}", "a.md": f"# Nouer\n\n{two}"}
    index = "# Livre\n\n```{toctree}\nun\ndeux\na\nautre\ngens\n```\n"
    autre = "# Autre\n\n:::{event} autre\n:date: 2023-09-02\n:::\n"
    made = book({"index.md": index, **pages, "autre.md": autre, "gens.md": SMALL["gens.md"]}, **QUICK)
    made.build()
    for path in ("a.md", "deux.md"):
        made.write({path: pages[path].replace("rozenn-gueguen", "awa-sarr")})
        built = made.build()
        assert stale(built, made.build(to="clean")) == []
        shutil.rmtree(made.root / "_build" / "clean")
        shutil.rmtree(made.root / "_build" / "doctrees-clean")
    assert "Awa Sarr" in built.page("un").text


def test_a_deleted_event_leaves_its_sessions_standing(book):
    made = book(SMALL, **QUICK)
    made.build()
    made.write({"rencontre.md": "# Rencontre\n"})
    built = made.build()
    assert {told.type for told in built.told} == {"synthkit.unknown_event"}
    assert built.page("filer").facts["Intervention de"] == "Rozenn Guéguen"
    assert "Traceback" not in built.warnings


def test_a_page_that_is_only_a_bibliography_lists_what_another_page_begins_to_cite(book):
    pages = {
        "index.md": "# Livre\n\n```{toctree}\ntexte\nbiblio\n```\n",
        "texte.md": "# Texte\n\n{cite:p}`okonkwo2019rouissage`\n",
        "biblio.md": "# Bibliographie\n\n```{bibliography}\n```\n",
        "references.bib": REFERENCES,
    }
    made = book(pages, **QUICK)
    made.build()
    made.write({"texte.md": "# Texte\n\n{cite:p}`abramova1987metiers`\n"})
    assert stale(made.build(), made.build(to="fresh")) == []


def generated(count):
    """A book of many session pages, each naming others."""
    pages = {
        "index.md": "# Livre\n\n```{toctree}\n:glob:\n\n*\n```\n",
        "evenement.md": (
            "# Rencontre\n\n:::{event} rencontre-2023\n:date: 2023-09-01\n"
            ":proceedings-title: Actes de la rencontre\n:::\n\n```{programme} rencontre-2023\n```\n"
        ),
        "gens.md": "# Gens\n\n```{speakers}\n```\n\n"
        + "".join(f":::{{speaker}} g{n}\n:given: Prénom\n:family: Nom{chr(97 + n)}\n:::\n\n" for n in range(7)),
        "biblio.md": "# Références\n\n```{sessions}\n```\n\n```{bibliography}\n```\n",
    }
    for n in range(count):
        start, end = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (480 + 20 * n, 500 + 20 * n))
        pages[f"seance-{n:02}.md"] = (
            f"# Séance {n}\n\n:::{{session}} s{n}\n:event: rencontre-2023\n:start: {start}\n:end: {end}\n"
            f":speakers: g{n % 7}, g{(n * 3 + 1) % 7}\n"
            f":keywords: fil {n % 3}\n\nRésumé {n} {{cite:p}}`okonkwo2019rouissage`.\n:::\n\n"
            f"Voir {{session}}`s{(n * 7 + 3) % count}` et {{cite:t}}`abramova1987metiers`.\n"
        )
    return {**pages, "references.bib": REFERENCES}


def naming(outdir, text):
    return {name.removesuffix(".html") for name, page in files(outdir, ".html").items() if text in page.decode()}


@pytest.mark.parametrize(
    ("path", "old", "new", "shown"),
    [
        pytest.param("gens.md", ":family: Nomd", ":family: Duval", "Nomd", id="a person renamed"),
        pytest.param("references.bib", "La filasse", "La filasse blanche", "La filasse", id="a reference mended"),
        pytest.param("seance-03.md", "# Séance 3", "# Séance du lin", "Séance 3", id="a title"),
        pytest.param("seance-03.md", "Résumé 3", "Résumé du lin", "Résumé 3", id="an abstract"),
    ],
)
def test_the_pages_that_show_what_changed_are_written_and_no_other(book, path, old, new, shown):
    pages = {
        **generated(10),
        "annexe.md": "# Annexe\n\nUne page sans menu {cite:p}`anonyme2020filasse`.\n",
        "references.bib": REFERENCES + "@misc{anonyme2020filasse,\n  title = {La filasse},\n  year = {2020},\n}\n",
    }
    made = book(pages, html_theme="basic", html_sidebars={"**": ["searchbox.html"]}, **QUICK)
    showing = naming(made.build().outdir, shown) - {"genindex", "search"}
    made.write(edited(pages, path, old, new))
    built = made.build()
    assert built.warnings == ""
    assert 0 < len(showing) < 11
    assert built.written == showing


def test_pages_a_build_was_not_asked_for_are_written_by_the_next(book):
    made = book(SMALL, **QUICK)
    made.build()
    made.write({"gens.md": SMALL["gens.md"].replace("Guéguen", "Nouveaunom")})
    made.build(only=["gens.md"])
    assert stale(made.build(), made.build(to="fresh")) == []


def test_sources_that_say_what_they_said_are_not_asked_again(book, monkeypatch):
    made = book(SMALL, **QUICK)
    made.build()
    asked = []
    ask = outdated.current_digest
    monkeypatch.setattr(outdated, "current_digest", lambda query, *of: (asked.append(query), ask(query, *of))[1])
    made.write({"nouer.md": SMALL["nouer.md"] + "\nUn mot de plus.\n"})
    made.build()
    assert asked == []
    made.write(edited(SMALL, "filer.md", "rouet, fuseau", "fuseau"))
    made.build()
    assert {"Session", "catalogue"} <= {query.source for query in asked}
    assert "cite" not in {query.source for query in asked}


def test_references_are_formatted_and_checked_when_they_or_what_is_cited_of_them_change(book, monkeypatch):
    made = book(SMALL, **QUICK)
    first = made.build()
    done = []
    for place, name in ((BibtexDomain, "env_updated"), (report.entries, "check")):
        work = getattr(place, name)
        monkeypatch.setattr(place, name, lambda *of, name=name, work=work: (done.append(name), work(*of))[1])
    made.write({"nouer.md": SMALL["nouer.md"] + "\nUn mot de plus.\n"})
    assert made.build().told == first.told
    assert done == []
    made.write({"nouer.md": SMALL["nouer.md"] + "\nUn mot de plus {cite:p}`inconnue2019`.\n"})
    told = made.build().told
    assert [one.type for one in told if one not in first.told] == ["synthkit.unknown_reference"]
    assert made.build().told == told
    assert done == ["env_updated", "check"]


def test_what_is_told_of_entries_while_they_are_formatted_is_told_by_each_build(book):
    made = book({**SMALL, "deux.md": "---\norphan: true\n---\n# Deux fois\n\n```{bibliography}\n:all:\n```\n"}, **QUICK)
    first = made.build()
    assert "bibtex.duplicate_citation" in {one.type for one in first.told}
    assert made.build().told == first.told


def test_files_beside_the_pages_that_a_broken_build_left_are_written_again(book, monkeypatch):
    made = book(SMALL, **QUICK)
    made.build()
    made.write(edited(SMALL, "filer.md", "rouet, fuseau", "fuseau"))

    def write_one(path, text):
        write_if_other(path, text)
        raise RuntimeError("full")

    with monkeypatch.context() as broken:
        broken.setattr(exports, "write_if_other", write_one)
        with pytest.raises(Exception, match="full"):
            made.build()
    made.write({"filer.md": SMALL["filer.md"]})
    assert stale(made.build(), made.build(to="fresh")) == []


def test_a_page_that_an_interrupted_build_left_is_written_by_the_next(book):
    made = book(SMALL, **QUICK)
    made.build()
    made.write(edited(SMALL, "gens.md", ":family: Guéguen", ":family: Le Guen"))

    def fail(app, pagename, *_):
        if pagename == "nouer":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made.build(connect={"html-page-context": fail})
    assert stale(made.build(), made.build(to="fresh")) == []


def test_without_the_folder_that_knows_dependencies_all_pages_with_records_are_written(book, monkeypatch):
    monkeypatch.setattr(synthkit.sphinx, "WITHOUT", frozenset(["incremental"]))
    made = book(SMALL, **QUICK)
    made.build()
    assert made.build().written == frozenset()
    made.write(edited(SMALL, "gens.md", ":family: Guéguen", ":family: Le Guen"))
    built = made.build()
    assert stale(built, made.build(to="fresh")) == []


@pytest.fixture(scope="module")
def both_ways(tmp_path_factory):
    """One book of 25 sessions, read and written by one process and by two."""
    made = Book(tmp_path_factory.mktemp("many"), {**QUICK}).write(generated(25))
    one, two = made.build(to="one"), made.build(to="two", parallel=2)
    return one, two


def test_two_processes_make_the_pages_that_one_makes(both_ways):
    one, two = both_ways
    assert one.warnings == two.warnings == ""
    assert len(files(one.outdir, ".html")) > 25
    assert files(one.outdir, ".html") == files(two.outdir, ".html")


def test_two_processes_write_the_files_that_one_writes(both_ways):
    one, two = both_ways
    assert files(one.outdir, ".json", ".bib", ".js") == files(two.outdir, ".json", ".bib", ".js")
    assert (one.outdir / "objects.inv").read_bytes() == (two.outdir / "objects.inv").read_bytes()


def test_a_second_process_reads_only_what_is_worth_handing_back(book, monkeypatch):
    made, read = book(generated(25), **QUICK), []
    made.build()
    monkeypatch.setattr(SharingBuilder, "_read_share", lambda *_: read.append(True))
    made.write({f"seance-0{n}.md": generated(25)[f"seance-0{n}.md"] + "\nUne phrase.\n" for n in range(1, 8)})
    assert made.build(parallel=2).warnings == ""
    assert read == []


def test_two_processes_tell_the_mistakes_that_one_tells(book):
    pages = generated(8)
    pages["seance-03.md"] = pages["seance-03.md"].replace(":speakers: g3", ":speakers: g33")
    pages["seance-05.md"] = pages["seance-05.md"].replace("{session}`s", "{session}`z")
    made = book(pages, **QUICK)
    one, two = made.build("text", to="one"), made.build("text", to="two", parallel=2)
    assert sorted(told.type for told in one.told) == ["synthkit.unknown_session", "synthkit.unknown_speaker"]
    assert sorted(map(str, one.told)) == sorted(map(str, two.told))


def dates(outdir):
    """When each file beside the pages was written, to the nanosecond."""
    return {path.name: path.stat().st_mtime_ns for path in (outdir / "cite").iterdir() if path.is_file()}


def test_files_beside_the_pages_that_say_what_they_said_are_left_alone(book):
    made = book(SMALL, **QUICK)
    before = dates(made.build().outdir)
    made.write(edited(SMALL, "nouer.md", "Après", "Plus tard, après"))
    assert dates(made.build().outdir) == before
    made.write(edited(SMALL, "filer.md", "rouet, fuseau", "fuseau"))
    after = dates(made.build().outdir)
    assert {name for name in after if after[name] != before[name]} == {
        *(
            f"gueguen2023filer{page}{suffix}"
            for page in ("", "-page")
            for suffix in (".bib", ".ris", ".json", ".mods.xml")
        ),
        *(f"rencontre-2023{suffix}" for suffix in (".bib", ".ris", ".json", ".mods.xml")),
        *(f"library{suffix}" for suffix in (".bib", ".ris", ".json", ".mods.xml", "-0.js")),
        "facets-0.js",
    }


def test_a_file_beside_the_pages_that_is_gone_is_written_again(book):
    made = book(SMALL, **QUICK)
    first = made.build()
    for path in (first.outdir / "cite").glob("gueguen2023filer.*"):
        path.unlink()
    assert stale(made.build(), made.build(to="fresh")) == []


def test_a_picture_and_a_download_that_no_page_has_any_more_are_taken_away(book):
    point = bytes.fromhex("89504e470d0a1a0a")
    made = book({**SMALL, "notes.txt": "des notes"}, **QUICK)
    (made.root / "point.png").write_bytes(point)
    made.write({"nouer.md": SMALL["nouer.md"] + "\n![Un point](point.png)\n\n{download}`notes.txt`\n"})
    built = made.build()
    shown = [path.name for folder in ("_images", "_downloads") for path in (built.outdir / folder).rglob("*.*")]
    assert sorted(shown) == ["notes.txt", "point.png"]
    made.write({"nouer.md": SMALL["nouer.md"]})
    built = made.build()
    assert [path for folder in ("_images", "_downloads") for path in (built.outdir / folder).rglob("*.*")] == []


def test_pictures_that_are_called_alike_are_those_of_a_clean_build_whichever_went(book):
    shown = {"un/filer.md": "# Un\n\n![Un](fil.png)\n", "deux/filer.md": "# Deux\n\n![Deux](fil.png)\n"}
    made = book({**SMALL, **shown}, **QUICK)
    for folder, last in (("un", b"1"), ("deux", b"2")):
        (made.root / folder / "fil.png").write_bytes(bytes.fromhex("89504e470d0a1a0a") + last)
    for place, text in enumerate((shown["deux/filer.md"], "# Deux\n", shown["deux/filer.md"])):
        made.write({"deux/filer.md": text})
        built, fresh = made.build(), made.build(to=f"fresh-{place}")
        assert stale(built, fresh) == []
        assert files(built.outdir, ".png") == files(fresh.outdir, ".png")


def test_a_picture_more_writes_its_own_page_alone(book):
    made = book(SMALL, **QUICK)
    made.build()
    (made.root / "point.png").write_bytes(bytes.fromhex("89504e470d0a1a0a"))
    made.write({"nouer.md": SMALL["nouer.md"] + "\n![Un point](point.png)\n"})
    assert made.build().written == {"nouer"}


def test_notes_that_a_killed_build_left_are_passed_over(book):
    made = book(SMALL, **QUICK)
    made.build()
    (notes,) = (made.root / "_build/doctrees-html/synthkit").glob("written-*.pickle")
    part = notes.parents[1] / f"{notes.stem}-1.part"
    part.write_bytes(b"\x80\x05half")
    assert made.build().written == frozenset()
    assert not part.exists()
    notes.write_bytes(b"\x80\x05half")
    assert made.build().written == {path.removesuffix(".md") for path in SMALL if path.endswith(".md")}


def test_bib_files_that_hold_the_same_bytes_are_read_once(book, monkeypatch):
    made = book(SMALL, **QUICK)
    made.build()
    read = []
    files, parse = csl_items.BibFiles, csl_items.BibFiles.__init__
    monkeypatch.setattr(files, "__init__", lambda self, paths: (read.extend(paths), parse(self, paths))[1])
    made.write({"nouer.md": SMALL["nouer.md"] + "\nUn mot de plus {cite:p}`okonkwo2019rouissage`.\n"})
    built = made.build()
    assert "Okonkwo" in built.page("nouer").text
    assert read == []
    made.write(edited(SMALL, "references.bib", "year = {1987}", "year = {1988}"))
    assert "1988" in made.build().page("nouer").text
    assert len(read) == 1


def test_what_another_extension_writes_into_the_environment_is_there_for_the_next_one(book):
    seen = {}

    def write(app, doctree, docname):
        app.env.metadata[docname]["counted"] = str(len(list(doctree.findall())))
        app.env.get_domain("std").data["anonlabels"][f"{docname}-counted"] = (docname, "counted")

    def read(app, pagename, template, context, doctree):
        if doctree is not None:
            labels = app.env.get_domain("std").data["anonlabels"]
            seen[pagename] = app.env.metadata[pagename].get("counted"), labels.get(f"{pagename}-counted")

    book(SMALL, **QUICK).build(connect={"doctree-resolved": write, "html-page-context": read})
    assert seen.keys() == {path.removesuffix(".md") for path in SMALL if path.endswith(".md")}
    assert all(counted and label == (page, "counted") for page, (counted, label) in seen.items())


def published(folder):
    """Each published file by its name, without what a build keeps for the next one.

    Sphinx remembers checksums as long as a process lives, which is longer here than in a build.
    """
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    kept = {name: path for name, path in found.items() if not name.startswith((".doctrees", ".buildinfo"))}
    return {name: re.sub(rb"\?v=\w+", b"", path.read_bytes()) for name, path in kept.items()}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"language": "fr"}, {"language": "en"}),
        ({"extensions": ["myst_parser", "synthkit", "sphinx_design"]}, {"extensions": ["myst_parser", "synthkit"]}),
        ({"extensions": ["myst_parser", "synthkit"]}, {"extensions": ["myst_parser", "synthkit", "sphinx_design"]}),
        ({"html_theme": "alabaster"}, {"html_theme": "synthkit"}),
    ],
)
def test_a_setting_changed_leaves_what_a_clean_build_makes(book, tmp_path_factory, before, after):
    pages = {"index.md": "# Livre\n\n```{toctree}\na\n```\n", "a.md": "# A\n\nUn mot.\n"}
    book(pages, **before).build()
    changed = book(pages, **after).build()
    assert ".buildinfo.bak" not in {path.name for path in changed.outdir.iterdir()}
    clean = Book(tmp_path_factory.mktemp("clean"), after).write(pages).build()
    left, right = published(changed.outdir), published(clean.outdir)
    assert left.keys() == right.keys()
    assert [name for name in left if left[name] != right[name]] == []


def test_each_page_is_written_again_for_the_checksum_of_a_sheet_that_changed(book):
    pages = {"index.md": "# Livre\n\n```{toctree}\na\n```\n", "a.md": "# A\n", "sheets/own.css": "p { color: red }"}
    made = book(pages, html_static_path=["sheets"], html_css_files=["own.css"])
    made.build()
    assert made.build().written == set()
    made.write({"sheets/own.css": "p { color: blue }"})
    assert made.build().written == {"a", "index"}
