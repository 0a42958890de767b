"""A person's notice, a name with its spelling, a list of people."""

from enum import StrEnum

from docutils import nodes

from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Contribution, Event
from synthkit.model.people import Attribution, Person
from synthkit.schema import CreditRole
from synthkit.sphinx.node_helpers import Inline, bullets, joined, label, paragraph, pieces, stated, web_link
from synthkit.sphinx.nodes import html_block, html_inline
from synthkit.sphinx.render.context import RenderContext
from synthkit.sphinx.render.view import View


def attribution(page: RenderContext, found: Attribution, *, with_post: bool = False) -> Inline:
    """A name with its link, the spelling of the source where it is another, and the post if asked for."""
    if found.person is None:
        return [nodes.Text(found.credit.written)]
    spelled = page.i18n(N_("(spelled “%s” in the source)")) % found.spelled_otherwise
    shown = joined((page.link(found.person), spelled if found.spelled_otherwise else None), " ")
    return joined((shown, _post(found.person, found.credit.affiliation) if with_post else None))


def names(page: RenderContext, found: tuple[Attribution, ...], role: CreditRole = CreditRole.SPEAKER) -> Inline:
    """The people of one role, as a line."""
    return joined(attribution(page, one) for one in found if one.credit.role is role)


def programme_lines(page: RenderContext, found: tuple[Attribution, ...]) -> list[Inline]:
    """Who is in a session, a line a role: those who speak, then « Animation : Ada Ackerman (CNRS) »."""
    lines: list[Inline] = []
    for role in (role for role in CreditRole if not role.is_of_text):
        credited = [one for one in found if one.credit.role is role]
        people = joined(_with_affiliation(page, one) for one in credited)
        named = page.i18n(N_("%s: ")) % role_name(page, role, len(credited)) if role is not CreditRole.SPEAKER else None
        lines += [pieces(named, people)] if people else []
    return lines


def _with_affiliation(page: RenderContext, found: Attribution) -> Inline:
    # in a programme who signs stands below who speaks, as names
    is_name = found.credit.role is CreditRole.AUTHOR and not found.credit.affiliation
    affiliation = "" if is_name else _affiliation(found.person, found.credit.affiliation)
    return pieces(attribution(page, found), affiliation and f" ({affiliation})")


_REGISTRIES = {"orcid": "ORCID", "idref": "IdRef", "isni": "ISNI", "wikidata": "Wikidata"}


def notice(page: RenderContext, person: Person, body: list[nodes.Node]) -> list[nodes.Node]:
    """Who a person is and every contribution, found from the sessions."""
    i18n = page.i18n
    badge = [] if person.photo else initials(page, person)
    linked = (web_link(at.ror_url, at.name) if at.ror else at.name for at in person.affiliations)
    post = joined((person.role[:1].upper() + person.role[1:], joined(linked, i18n(N_("; ")))))
    found = stated(post, classes=["synth-role"])
    if person.variants:
        spelled = i18n.listed([i18n(N_("“%s”")) % variant for variant in person.variants])
        found.append(paragraph(i18n(N_("Also spelled %s in the sources.")) % spelled))
    numbers = person.addresses.items()
    registered = ((f"{_REGISTRIES[name]} : ", web_link(url, getattr(person, name))) for name, url in numbers)
    found += [*stated(joined(registered, " · ")), *body, *stated(person.note, classes=["synth-note"])]
    contributions = page.catalogue.contributions(person)
    if contributions or page.catalogue.functions(person):
        found.append(label(i18n(N_("Contributions"))))
        items = [_contribution(page, one) for one in contributions]
        for event, is_direction in page.catalogue.functions(person):
            function = i18n(N_("Scientific direction")) if is_direction else i18n(N_("Host"))
            items.append([paragraph(f"{function}, ", page.link(event))])
        found.append(bullets(items, "synth-contributions"))
    if not badge or not found:
        return found
    facts = html_block("", *found, tag="div", classes=["synth-known"])
    return [html_block("", *badge, facts, tag="div", classes=["synth-notice"])]


def listed(page: RenderContext, people: list[Person], *, in_a_line: bool = False) -> list[nodes.Node]:
    """People by family name, with what they do and what they contribute; or their names alone in a line."""
    if not people:
        return [paragraph(page.i18n(N_("Nobody is recorded here yet.")), classes=["synth-empty"])]
    people = sorted(people, key=lambda person: person.name.sort_key)
    if in_a_line:
        return [paragraph(joined(map(page.link, people), "\u00a0· "))]
    items = []
    for person in people:
        contributed = [page.link(one.session) for one in page.catalogue.contributions(person)]
        known = nodes.definition("", *stated(_post(person)), *stated(joined(contributed, page.i18n(N_("; ")))))
        term = nodes.term("", "", *_face(page, person), page.link(person))
        items.append(nodes.definition_list_item("", term, known))
    return [nodes.definition_list("", *items, classes=["synth-people"])]


def initials(page: RenderContext, person: Person) -> Inline:
    """A round badge for who has no portrait, online alone: the letters are drawn, no text that is read or searched."""
    shown = person.name.initials
    if not page.is_online or not shown:
        return []
    drawn = {"data-initials": shown, "aria-hidden": "true"}
    return [html_inline("", "", tag="span", classes=["synth-initials"], attributes_of_tag=drawn)]


def _face(page: RenderContext, person: Person) -> Inline:
    """In a list online: the portrait, which adds nothing to the name beside it for who can't see it; else initials."""
    if not page.is_online:
        return []
    if person.photo:
        # the notice shows it too, so Sphinx knows the file by its path within the book
        path, _ = page.builder.env.relfn2path(person.photo, person.where.docname)
        return [nodes.image(uri=path, alt="", candidates={"*": path}, classes=["synth-face"])]
    return initials(page, person)


def role_name(page: RenderContext, role: CreditRole, count: int) -> str:
    """« Intervenant » or « Intervenants »."""
    return page.i18n(role.label if count == 1 else role.many)


def _post(person: Person, printed_affiliation: str = "") -> str:
    return ", ".join(filter(None, (person.role, _affiliation(person, printed_affiliation))))


def _affiliation(person: Person | None, printed: str) -> str:
    return printed or ("; ".join(at.name for at in person.affiliations) if person else "")


def _contribution(page: RenderContext, found: Contribution) -> list[nodes.Node]:
    session = found.session
    event = page.catalogue.event(session.event)
    role = "" if found.credit.role is CreditRole.SPEAKER else page.i18n(found.credit.role.part)
    facts = joined((page.i18n(session.kind.label).lower(), role, page.link(event) if event else None))
    spelled = page.catalogue.attributed(found.credit).spelled_otherwise
    return [paragraph(page.link(session), " (", facts, ")", spelled and page.i18n(N_(", as “%s”")) % spelled)]


def people_of(catalogue: Catalogue, event: Event | None) -> list[Person]:
    """Those who contribute to an event or have a function in it; everybody without one."""
    if event is None:
        return list(catalogue.persons)
    return [
        person
        for person in catalogue.persons
        if any(one.session.event == event.id for one in catalogue.contributions(person))
        or any(of == event for of, _ in catalogue.functions(person))
    ]


class Form(StrEnum):
    """How much of each person a list shows."""

    LIST = "list"
    NAMES = "names"


VIEW = View(
    "speakers",
    lambda page, place: listed(
        page, people_of(page.catalogue, place.event), in_a_line=place.choice["form"] == Form.NAMES
    ),
    ("event", "form"),
    read=lambda options: {"event": options.text("event"), "form": options.choice("form", Form.LIST)},
)
