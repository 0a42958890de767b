"""A session's head and end, a list of sessions, « À lire aussi »."""

from collections.abc import Mapping
from html import escape

from docutils import nodes

from synthkit.i18n import N_
from synthkit.labels import abstract_name
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event, Session, date_of
from synthkit.model.options import Options
from synthkit.model.people import Credit
from synthkit.model.works import Chapter
from synthkit.schema import RECORDS, AbstractBy, Attendance, CreditRole, SessionKind, TextKind, TitleBy
from synthkit.sphinx.node_helpers import Inline, bullets, joined, label, language_mark, paragraph, stated, web_link
from synthkit.sphinx.render import calendar_links, people
from synthkit.sphinx.render.citation import byline_of, headed, in_volume, keywords, revised, taken_away
from synthkit.sphinx.render.context import Fact, RenderContext
from synthkit.sphinx.render.view import View

#: So many people stand below a title with their posts, a line each; more as names in a row, their posts to unfold.
_LINES = 8
#: As many signs of abstracts stand on one page: some 50 kB compressed.
_MOST = 150_000
_LABELS = {option.name: option.label for option in RECORDS["session"]}


def head(page: RenderContext, session: Session, body: list[nodes.Node], *, has_end: bool) -> list[nodes.Node]:
    """Who, when, what, which text this is, how to cite it; then the abstract, said to be whose it is."""
    i18n = page.i18n
    event = page.catalogue.event(session.event)
    attributions = page.catalogue.attributions(session)
    who: list[Fact] = []
    of_text: list[Fact] = []
    byline: list[Inline] = []
    for role in CreditRole:
        credited = [one for one in attributions if one.credit.role is role]
        lines = [people.attribution(page, one, with_post=not role.is_of_text) for one in credited]
        if page.is_online and len(credited) > _LINES and not role.is_of_text:
            of_text.append((people.role_name(page, role, len(credited)), joined(lines, i18n(N_("; ")))))
            lines = [people.attribution(page, one) for one in credited]
        if page.is_printed and role is CreditRole.SPEAKER:
            byline = lines
            continue
        shown = of_text if role.is_of_text else who
        shown.append((people.role_name(page, role, len(credited)), _below_each_other(page, lines)))
    day: list[Fact] = [
        (i18n(N_("When")), when(page, session, event)),
        (i18n(N_("Where")), _where(page, session, event) if event else ""),
    ]
    of_editors = i18n(N_("Given by the editors: the source has none"))
    more: list[Fact] = [
        (i18n(N_("Kind")), i18n(session.kind.label)),
        (i18n(N_("Track")), session.track),
        (i18n(N_("Registration")), _word_or_link(session.registration)),
        (i18n(N_("Event")), page.link(event) if event else None),
        (i18n(N_("In the programme")), _place(page, session)),
        (i18n(N_("Text")), _whose_text(page, session) if session.is_citable else None),
        (i18n(N_("Title")), "" if session.title_by is TitleBy.SPEAKERS else of_editors),
        (i18n(N_("Partners")), ", ".join(session.partners)),
        (i18n(N_("Keywords")), keywords(page, session.keywords)),
        (i18n(N_("Slides")), web_link(session.slides) if session.slides else None),
        (i18n(N_("Recording")), web_link(session.recording) if session.recording else None),
        *of_text,
        *in_volume(page, session),
        ("DOI", web_link(f"https://doi.org/{session.doi}", session.doi) if session.doi else None),
        (i18n(N_("Reviewed")), _review(page, session)),
        (i18n(N_("Revised")), revised(page, session.revisions)),
        (i18n(N_("Licence")), session.licence),
        *((i18n(_LABELS[one.name]), _word_or_link(one.text)) for one in session.facts if _LABELS.get(one.name)),
    ]
    in_its_language = language_mark(session.language, page.catalogue.publication.language)
    found = stated(session.subtitle, classes=["synth-subtitle", *in_its_language])
    found += stated(i18n(session.status.label) if session.is_cancelled else "", classes=["synth-cancelled"])
    found += [byline_of(byline)] if byline else []
    work = page.catalogue.work(session.id)
    actions = taken_away(page, work, has_end=has_end) if work else []
    actions += stated(calendar_links.link(page, session), classes=["synth-calendar", "no-search"])
    abstract: list[nodes.Node] = []
    if body:
        whose = [label(i18n(abstract_name(session)))] if session.kind.cited_as else []
        abstract = [nodes.container("", *whose, *body, classes=["synth-abstract"])]
    found += headed(page, head=who, when=day, more=more, abstract=abstract, actions=actions)
    parts = page.catalogue.parts(session)
    if any(part.kind.has_page for part in parts):
        found.append(label(i18n(N_("In this session"))))
        titles = (page.link(part) if part.kind.has_page else part.title for part in parts)
        names = (people.names(page, page.catalogue.attributions(part)) for part in parts)
        found.append(bullets(([paragraph(joined(line))] for line in zip(titles, names, strict=True)), "synth-parts"))
    return [nodes.container("", *found, classes=["synth-session"])]


def neighbours(page: RenderContext, session: Session) -> list[nodes.Node]:
    """The sessions before and after in the programme; nothing for the only one of its event."""
    before, after = page.catalogue.neighbours(session)
    around = ((before, N_("Before it in the programme: ")), (after, N_("After it in the programme: ")))
    lines = [paragraph(page.i18n(where), page.link(neighbour)) for neighbour, where in around if neighbour]
    return [nodes.container("", *lines, classes=["synth-neighbours", "no-search"])] if lines else []


def when(page: RenderContext, session: Session, event: Event | None) -> str:
    """« mardi 27 janvier 2026, 9 h 35 – 10 h 55 »; a talk in a block tells the block's times as such."""
    i18n = page.i18n
    day = date_of(event, session) if event else session.day
    words = [i18n.date(day, weekday=True)] if day else []
    times = i18n.times(session.start, session.end)
    block = page.catalogue.session(session.part_of)
    if times:
        words.append(times)
    elif block:
        block_times = i18n.times(block.start, block.end)
        words += [i18n(N_("no time of its own; the session lasts %s")) % block_times] if block_times else []
    further = [f"{i18n.date(one.day, weekday=True)}, {i18n.times(one.start, one.end)}" for one in session.also]
    return i18n(N_("; ")).join((", ".join(words), *further))


def _where(page: RenderContext, session: Session, event: Event) -> str:
    """The room and the building, or that one takes part online."""
    online = "" if session.attendance is Attendance.ON_SITE else page.i18n(session.attendance.label)
    return ", ".join(filter(None, (online, session.place_in(event))))


def _word_or_link(words: str) -> nodes.Node | str:
    """An address as a link, words as they are."""
    return web_link(words) if words.startswith(("https://", "http://")) else words


def listed(page: RenderContext, sessions: list[Session]) -> list[nodes.Node]:
    """Sessions with their speakers and day; online each with its BibTeX."""
    if not sessions:
        return [paragraph(page.i18n(N_("No session fits this choice.")), classes=["synth-empty"])]
    items = []
    for session in sessions:
        event = page.catalogue.event(session.event)
        lines = [paragraph(page.link(session), classes=["synth-title"])]
        credited = people.names(page, page.catalogue.attributions(session))
        lines.append(paragraph(joined((credited, page.i18n(session.kind.label), when(page, session, event)), " · ")))
        has_file = page.is_online and session.is_citable
        items.append([*lines, *stated(page.file(f"cite/{session.id}.bib", "BibTeX") if has_file else None)])
    return [bullets(items, "synth-list")]


def abstracts(page: RenderContext, event: Event) -> list[nodes.Node]:
    """All abstracts of an event to unfold at once, online; none where they are more than a page holds."""
    known = [one for one in page.catalogue.sessions_of(event) if one.abstract]
    if not page.is_online or not 0 < sum(len(one.abstract) for one in known) <= _MOST:
        return []
    items = []
    for session in known:
        lines = stated(people.names(page, page.catalogue.attributions(session)), classes=["synth-gist"])
        lines += [
            paragraph(text, classes=language_mark(session.language, page.catalogue.publication.language))
            for text in session.abstract.split("\n\n")
        ]
        items.append([paragraph(page.link(session), classes=["synth-title"]), *lines])
    name = page.i18n(N_("All abstracts"))
    opening = f'<details class="synth-abstracts"><summary>{escape(name)}</summary>'
    listed = bullets(items, "synth-list", "no-search")
    return [nodes.raw("", opening, format="html"), listed, nodes.raw("", "</details>", format="html")]


def _below_each_other(page: RenderContext, lines: list[Inline]) -> Inline:
    """People with their posts, online a line each; the sign between them is there for who hears or copies it."""
    if not page.is_online or not 1 < len(lines) <= _LINES:
        return joined(lines, page.i18n(N_("; ")))
    for line in lines[:-1]:
        line.append(nodes.inline("", page.i18n(N_("; ")), classes=["synth-then"]))
    return [nodes.inline("", "", *line, classes=["synth-credit"]) for line in lines]


def _place(page: RenderContext, session: Session) -> Inline:
    """The block a session is part of, and its rank among those one can cite."""
    block = page.catalogue.session(session.part_of)
    rank, total = page.catalogue.rank(session)
    ranked = page.i18n(N_("contribution %(rank)s of %(total)s")) % {"rank": rank, "total": total}
    return joined((page.link(block) if block else None, ranked if rank else None), " · ")


def _review(page: RenderContext, session: Session) -> Inline | None:
    """When the page was last read by somebody other than the editors, and by whom."""
    if session.reviewed is None:
        return None
    day = page.i18n(N_("on %s")) % page.i18n.date(session.reviewed)
    readers = (people.attribution(page, page.catalogue.attributed(Credit(name))) for name in session.reviewers)
    return joined((day, joined(readers)), page.i18n(N_(", by ")))


def _whose_text(page: RenderContext, session: Session) -> str:
    is_theirs = session.text is TextKind.REPORT or session.abstract_by is AbstractBy.EDITORS
    words = [page.i18n(session.text.label)]
    if is_theirs and session.text is not TextKind.PAPER:
        words.append(page.i18n(N_("not a text by the speakers")))
    return page.i18n(N_("; ")).join(words)


def related(page: RenderContext, record: Session | Chapter) -> list[nodes.Node]:
    """Links to at most five texts, with who speaks there; on screens alone, nothing where none is related."""
    found = page.catalogue.related(record) if page.builder.format == "html" else ()
    if not found:
        return []
    listed = bullets([paragraph(_akin(page, other))] for other in found)
    shown = [label(page.i18n(N_("See also"))), listed, *_along(page, record)]
    return [nodes.container("", *shown, classes=["synth-related", "no-search"])]


def _along(page: RenderContext, record: Session | Chapter) -> list[nodes.Node]:
    """For each keyword that three texts have the one before and the one after."""
    lines = []
    for keyword in record.keywords:
        before, after = page.catalogue.along(record, keyword)
        ways = (("← ", page.link(before)) if before else None, (page.link(after), " →") if after else None)
        if way := joined(ways, " · "):
            lines.append(paragraph(page.i18n(N_("%s: ")) % keyword, way))
    return [label(page.i18n(N_("By theme"))), *lines] if lines else []


def _akin(page: RenderContext, other: Session | Chapter) -> Inline:
    """Its title and who speaks there, as the book knows them: how a source spells them is shown on its own page."""
    attributions = page.catalogue.attributions(other) if isinstance(other, Session) else ()
    speakers = (one for one in attributions if one.credit.role is CreditRole.SPEAKER)
    return joined((page.link(other), *(page.link(one.person) if one.person else str(one.name) for one in speakers)))


def sessions_of(catalogue: Catalogue, choice: Mapping[str, str]) -> list[Session]:
    """The citable sessions in the order of their programmes, narrowed by each option that is given."""
    person = next(iter(catalogue.people_called(choice.get("speaker", ""))), None)
    contributed = {one.session.id for one in catalogue.contributions(person)} if person else set()
    return [
        session
        for session in catalogue.sessions_in_order
        if (session.is_citable if not choice.get("kind") else session.kind == choice["kind"])
        and (not choice.get("event") or session.event == choice["event"])
        and (not choice.get("speaker") or session.id in contributed)
        and (not choice.get("keyword") or choice["keyword"] in session.keywords)
    ]


_FIELDS = ("event", "speaker", "kind", "keyword")


def _choice(options: Options) -> dict[str, str]:
    choice = {field: options.text(field) for field in _FIELDS}
    if choice["kind"]:
        options.choice("kind", SessionKind.TALK)
    return choice


VIEW = View(
    "sessions", lambda page, place: listed(page, sessions_of(page.catalogue, place.choice)), _FIELDS, read=_choice
)
