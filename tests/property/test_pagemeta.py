"""Whatever a work holds, a parser of HTML and one of JSON take its page's head back as it was meant."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st
from unit.invented import HOSTILE, PUBLICATION, work

from property.strategies import HOSTILE_TEXT, PERSONS, PUBLICATIONS, WORKS
from synthkit.metadata import head_tags
from synthkit.metadata._format import one_line
from synthkit.metadata.tags import JsonLd, Link, Meta, PagePlace, Property, Tag, WorkPage, rendered
from synthkit.model.people import Person
from synthkit.model.works import Publication, Work
from synthkit.schema import WorkKind

PLACES = st.builds(
    PagePlace,
    st.just("") | HOSTILE_TEXT,
    st.dictionaries(st.sampled_from(["application/x-bibtex", "text/x-loom"]), HOSTILE_TEXT),
    HOSTILE_TEXT,
)


class Head(HTMLParser):
    """The tags of a head as a reader finds them; any other element or text is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        if tag == "script":
            assert found == {"type": "application/ld+json"}
            self._script = []
        elif tag == "link":
            self.tags.append(Link(**found))
        else:
            assert tag == "meta", tag
            self.tags.append(Meta(**found) if "name" in found else Property(**found))

    def handle_data(self, data: str) -> None:
        if self._script is None:
            assert data == "\n"
        else:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        assert tag == "script"
        assert self._script is not None
        self.tags.append(JsonLd(json.loads("".join(self._script))))
        self._script = None

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)


def read(written: str) -> list[Tag]:
    head = Head()
    head.feed(written.encode().decode())
    head.close()
    return head.tags


@given(HOSTILE_TEXT)
@example("".join(HOSTILE))
@example("\ud800</script><!-- \u2028 ]]> &amp; &#38;")
def test_any_text_comes_back_from_any_tag_as_one_line(text: str) -> None:
    said = one_line(text)
    tags = [Meta("a", text), Property("b", text), Link("c", text, "d"), JsonLd({"e": text, "f": [{"g": text}]})]
    assert read(rendered(tags)) == [
        Meta("a", said),
        Property("b", said),
        Link("c", said, "d"),
        JsonLd({"e": said, "f": [{"g": said}]}),
    ]


@given(WORKS, PUBLICATIONS, st.lists(PERSONS, max_size=2), PLACES)
@example(work(WorkKind.PAPER, title="</script><b>"), PUBLICATION, [], PagePlace("https://x.example/?a&b"))
def test_the_head_of_any_page_comes_back_whole(
    work: Work, publication: Publication, persons: list[Person], place: PagePlace
) -> None:
    tags = head_tags(WorkPage(work, publication, {person.id: person for person in persons}, place))
    found = read(rendered(tags))
    for tag, meant in zip(found, tags, strict=True):
        if isinstance(meant, Link):  # an address is written without what no address holds
            assert tag == Link(meant.rel, one_line(meant.href), meant.type)
        else:
            assert tag == meant
    assert all(tag.content for tag in found if isinstance(tag, Meta | Property))


@given(WORKS, PUBLICATIONS, PLACES)
def test_the_tags_that_decide_the_type_are_those_of_the_kind(
    work: Work, publication: Publication, place: PagePlace
) -> None:
    names = [tag.name for tag in head_tags(WorkPage(work, publication, {}, place)) if isinstance(tag, Meta)]
    deciding = [name for name in names if name in ("citation_inbook_title", "citation_conference_title")]
    assert work.kind in (WorkKind.PAPER, WorkKind.CHAPTER) or not deciding
    if work.kind is WorkKind.CHAPTER:
        assert "citation_conference_title" not in deciding
    if work.kind is WorkKind.PAPER and "citation_conference_title" in deciding:
        assert deciding[-1] == "citation_conference_title"
    assert [name for name in names if name == "citation_title"] == ["citation_title"] * (not work.kind.is_spoken)


@given(WORKS)
def test_each_name_is_one_whole_name_to_a_reader_that_splits(work: Work) -> None:
    tags = [tag for tag in head_tags(WorkPage(work, PUBLICATION, {}, PagePlace())) if isinstance(tag, Meta)]
    for kind in ("_author", "_editor"):
        names = [tag.content for tag in tags if tag.name.endswith(kind)]
        for name in names:
            family, comma, given_name = name.partition(",")
            assert family
            assert comma
            assert not {",", ";"} & set(given_name)
            # Zotero makes two people of a single name with a space on both sides
            assert len(names) > 1 or not (" " in family and " " in given_name.strip())
