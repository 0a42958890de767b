"""People and bodies: their names, the spellings met elsewhere, what they are credited with."""

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import takewhile

from synthkit.diagnostics import NOWHERE, Where
from synthkit.model.ids import folded
from synthkit.model.values import parse_list
from synthkit.schema import CreditRole, Fact

#: Registries of persons and bodies: what an identifier's address begins with.
REGISTRIES = {
    "orcid": "https://orcid.org/",
    "idref": "https://www.idref.fr/",
    "isni": "https://isni.org/isni/",
    "wikidata": "https://www.wikidata.org/entity/",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A person's structured name, or one ``literal`` for a body or a single name.

    ``particle`` is the part that stays before the family name (« Le », « van der »), ``suffix`` what stands behind the
    name (« Jr. », « III »).
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    literal: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        """The name as it is shown: « Ada Ackerman », « Igor Faure Jr. »."""
        return self.literal or " ".join(filter(None, (self.given, self.family_part, self.suffix)))

    @property
    def family_part(self) -> str:
        """The family name behind its particle: « Le Goff », « d’Orville »."""
        elides = self.particle.endswith(("’", "'"))
        return f"{self.particle}{self.family}" if elides else f"{self.particle} {self.family}".strip()

    @property
    def family_first(self) -> str:
        """The name as it is sorted in print: « Ackerman, Ada », « Faure, Igor, Jr. »."""
        return self.literal or ", ".join(filter(None, (self.family_part, self.given, self.suffix)))

    @property
    def initials(self) -> str:
        """One or two signs that stand for a portrait: « AA » for Ada Ackerman; empty for a name without a letter.

        Particles give none, and of a body its first two words do (« Guilde des Horlogers »: GH; small words give none).
        Scripts without capitals have one: the first of the family name (« 王 » for 王小明).
        """
        if self.literal:
            letters = map(_first_letter, re.split(r"[\s'’]+", self.literal))
            capitals = [letter for letter in letters if letter != letter.lower()]
            return "".join(capitals[:2]) or _first_letter(self.literal).upper()
        family, given = _first_letter(self.family), _first_letter(self.given)
        if not family or not given:
            return (family or given).upper()
        return (given + family).upper() if family.upper() != family.lower() else family

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """Family, given, particle, folded: Éluard stands between Dupont and Faure."""
        return folded(self.literal or self.family), folded(self.given), folded(self.particle)


#: What a name is made of, in the order in which it is said.
NAME_PARTS = ("literal", "given", "particle", "family", "suffix")
_SUFFIX = re.compile(r"(?:[JS]r\.?|[IVX]{2,})")
_ARTICLES = frozenset(
    re.findall(
        r"\w+",
        "Le La Les Du De Des Da Di Del Della Dos El Al Van Von Vanden Vander Ter Ten Saint Sainte St "
        "Ben Bin Ibn Abu Abou Aït Mac",
    )
)


def parse_name(text: str) -> Name:
    """A person as « Joost van der Berg » or « van der Berg, Joost », a body in braces.

    Small words before the last one are a particle, an article in capitals is part of the family name (« Le Goff »);
    a single word is a name of its own. « Jr. », « Sr. » and « III » are a suffix, wherever they stand behind the family
    name.
    """
    if text.startswith("{") and text.endswith("}"):
        return Name(literal=text[1:-1].strip())
    if len(words := re.split(r",?\s+", text.strip())) > 2 and (
        suffix := next(filter(_SUFFIX.fullmatch, words[1:]), "")
    ):
        name = parse_name(re.sub(rf",?\s+{re.escape(suffix)}(?=\s|,|$)", "", text, count=1))
        return name if name.literal else replace(name, suffix=suffix)
    family, comma, given = text.partition(",")
    if not comma:
        words = text.split()
        small = (at for at, word in enumerate(words[1:-1], 1) if word[0].islower() or word in _ARTICLES)
        at = next(small, len(words) - 1)
        given, family = " ".join(words[:at]), " ".join(words[at:])
    if not given.strip():
        return Name(literal=family.strip())
    parts = re.match(r"((?:[a-zà-öø-ÿ]\S*\s+)*(?:[dl][’'])?)(.*)", family.strip())
    particle, family = (parts[1].strip(), parts[2]) if parts and parts[2] else ("", family.strip())
    return Name(family, given.strip(), particle)


def _first_letter(text: str) -> str:
    """The first letter with the signs that are written on it; empty without one."""
    composed = unicodedata.normalize("NFKC", text)
    start = next((at for at, char in enumerate(composed) if char.isalpha()), len(composed))
    signs = takewhile(lambda char: unicodedata.category(char) in ("Mn", "Mc"), composed[start + 1 :])
    return composed[start : start + 1] + "".join(signs)


@dataclass(frozen=True, slots=True)
class Affiliation:
    """An institution by its name and, where it is known, its ROR (nine characters)."""

    name: str
    ror: str = ""

    @property
    def ror_url(self) -> str:
        """The institution's address in the registry; empty without a ROR."""
        return f"https://ror.org/{self.ror}" if self.ror else ""


def affiliations(named: tuple[tuple[str, str], ...], ror: str = "") -> tuple[Affiliation, ...]:
    """Institutions by name and ROR; ``ror`` is the first one's, where it has none."""
    return tuple(Affiliation(name, own or ("" if at else ror)) for at, (name, own) in enumerate(named))


@dataclass(frozen=True, slots=True)
class Person:
    """A person or body as the book knows them: the canonical record.

    Required: ``id``, ``name``. ``variants`` are spellings met in a source; ``biography`` is
    plain text, ``note`` what the editors remark about the record, ``photo`` a path within the book, of
    which ``photo_alt`` is the text equivalent.
    """

    id: str
    name: Name
    variants: tuple[str, ...] = ()
    role: str = ""
    affiliations: tuple[Affiliation, ...] = ()
    orcid: str = ""
    idref: str = ""
    isni: str = ""
    wikidata: str = ""
    biography: str = ""
    note: str = ""
    photo: str = ""
    photo_alt: str = ""
    facts: tuple[Fact, ...] = ()
    where: Where = NOWHERE

    @property
    def title(self) -> str:
        """What a list or a link calls the person."""
        return str(self.name)

    @property
    def orcid_url(self) -> str:
        """The person's address in the registry; empty without an ORCID."""
        return self.addresses.get("orcid", "")

    @property
    def addresses(self) -> dict[str, str]:
        """The person's address in each registry that is known to have one, by the field of its identifier."""
        return {name: f"{base}{getattr(self, name)}" for name, base in REGISTRIES.items() if getattr(self, name)}


@dataclass(frozen=True, slots=True)
class Credit:
    """A person's part in a session, as its source prints it.

    ``written`` is what stands there: a person's id, or a name in any spelling the person's
    record knows. ``affiliation`` is the one printed with it, empty where there is none.
    """

    written: str
    role: CreditRole = CreditRole.SPEAKER
    affiliation: str = ""


def parse_credit(written: str, role: CreditRole = CreditRole.SPEAKER) -> Credit:
    """A person as written, with the affiliation in parentheses behind."""
    match = re.fullmatch(r"(?P<who>[^()]+?)\s*(?:\((?P<at>.*)\))?", written)
    return Credit(match["who"], role, match["at"] or "") if match else Credit(written, role)


def parse_credits(text: str) -> tuple[Credit, ...]:
    """People as a list of them is written."""
    return tuple(map(parse_credit, parse_list(re.sub(rf",(?=\s*{_SUFFIX.pattern}\s*(?:[,;(]|$))", "", text))))


@dataclass(frozen=True, slots=True)
class Attribution:
    """A credit with the person it resolves to; None when no record (or several) answers to it."""

    credit: Credit
    person: Person | None

    @property
    def name(self) -> Name:
        """The canonical name, or what was written where nobody is known by it: of a person, of a body in braces."""
        return self.person.name if self.person else parse_name(self.credit.written)

    @property
    def spelled_otherwise(self) -> str:
        """The spelling the source uses where it isn't the canonical one; else empty."""
        written = self.credit.written.strip("{ }")
        if self.person is None or written in (self.person.id, str(self.person.name)):
            return ""
        return written
