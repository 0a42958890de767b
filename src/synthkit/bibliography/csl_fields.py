"""Where each entry type and field of BibTeX and biblatex goes in CSL (docs/citing.md has it as a table)."""

import re
from collections.abc import Iterator, Mapping

from bibtexparser.middlewares.names import split_multiple_persons_names

from synthkit.bibliography import dates
from synthkit.bibliography.latex import decoded
from synthkit.bibliography.names import as_written, names
from synthkit.bibliography.parser import SourceEntry
from synthkit.i18n import N_, I18n
from synthkit.model.values import meant_language, parse_language

Item = dict[str, object]
TYPES = {
    **dict.fromkeys(("article", "suppperiodical", "periodical"), "article-journal"),
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings"), "book"),
    **dict.fromkeys(("reference", "mvreference", "manual"), "book"),
    "booklet": "pamphlet",
    **dict.fromkeys(("inbook", "bookinbook", "suppbook", "incollection", "suppcollection"), "chapter"),
    "inreference": "entry-encyclopedia",
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("report", "techreport"), "report"),
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis"), "thesis"),
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    **dict.fromkeys(("artwork", "image"), "graphic"),
    **dict.fromkeys(("audio", "music"), "song"),
    **dict.fromkeys(("movie", "video"), "motion_picture"),
    **dict.fromkeys(("legislation", "standard"), "legislation"),
    "unpublished": "manuscript",
    "patent": "patent",
    "dataset": "dataset",
    "software": "software",
    "performance": "speech",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "letter": "personal_communication",
    "review": "review",
}
_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
_PERIODICAL = ("article", "suppperiodical", "periodical", "review")
#: The names babel and biblatex know languages by.
_LANGUAGES = {
    "french": "fr-FR", "francais": "fr-FR", "français": "fr-FR", "frenchb": "fr-FR", "acadian": "fr-FR",
    "canadien": "fr-FR", "english": "en-US", "american": "en-US", "usenglish": "en-US", "british": "en-GB",
    "ukenglish": "en-GB", "german": "de-DE", "ngerman": "de-DE", "spanish": "es-ES", "italian": "it-IT",
    "portuguese": "pt-PT", "brazilian": "pt-BR", "dutch": "nl-NL", "catalan": "ca-AD", "danish": "da-DK",
    "swedish": "sv-SE", "norsk": "nb-NO", "finnish": "fi-FI", "polish": "pl-PL", "czech": "cs-CZ",
    "russian": "ru-RU", "ukrainian": "uk-UA", "greek": "el-GR", "latin": "la", "arabic": "ar", "hebrew": "he-IL",
    "turkish": "tr-TR", "hungarian": "hu-HU", "romanian": "ro-RO", "japanese": "ja-JP", "chinese": "zh-CN",
    "korean": "ko-KR",
}  # fmt: skip
#: Fields of one text each; of two for one variable the first that is there.
_TEXTS = {
    "volume": "volume", "volumes": "number-of-volumes", "pagetotal": "number-of-pages", "chapter": "chapter-number",
    "part": "part", "edition": "edition", "version": "version", "venue": "event-place", "abstract": "abstract",
    "shortjournal": "container-title-short", "origtitle": "original-title", "origpublisher": "original-publisher",
    "keywords": "keyword", "annotation": "annote", "annote": "annote", "library": "archive",
}  # fmt: skip
_VERBATIM = {"isbn": "ISBN", "issn": "ISSN", "url": "URL", "pmid": "PMID", "pmcid": "PMCID"}
_PUBLISHERS = ("school", "institution", "organization", "howpublished", "publisher")
_NAMES = {"author": "author", "translator": "translator", "bookauthor": "container-author", "holder": "author"}
#: Types of editors that CSL has a variable for; anybody else contributes.
_EDITORS = {
    "editor": "editor",
    "compiler": "compiler",
    "director": "director",
    "organizer": "organizer",
} | dict.fromkeys(("collaborator", "continuator", "founder", "redactor", "reviser"), "contributor")
_IN_NOTE = {
    "foreword": N_("foreword by %s"),
    "introduction": N_("introduction by %s"),
    "afterword": N_("afterword by %s"),
    "annotator": N_("annotations by %s"),
    "commentator": N_("commentary by %s"),
}
_EPRINTS = {
    "arxiv": "https://arxiv.org/abs/%s", "jstor": "https://www.jstor.org/stable/%s",
    "hdl": "https://hdl.handle.net/%s", "hal": "https://hal.science/%s", "halshs": "https://shs.hal.science/%s",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/%s", "googlebooks": "https://books.google.com/books?id=%s",
    "zenodo": "https://zenodo.org/record/%s", "pmc": "https://www.ncbi.nlm.nih.gov/pmc/articles/%s",
}  # fmt: skip
#: biblatex's localised keys (manual, 4.9.2) of types and of states of publication.
_LOCALISED = {
    "phdthesis": N_("PhD thesis"), "mathesis": N_("master’s thesis"), "bathesis": N_("bachelor’s thesis"),
    "candthesis": N_("candidate thesis"), "techreport": N_("technical report"), "resreport": N_("research report"),
    "software": N_("software"), "datacd": N_("data CD"), "audiocd": N_("audio CD"), "patent": N_("patent"),
    "patentde": N_("German patent"), "patenteu": N_("European patent"), "patentfr": N_("French patent"),
    "patentuk": N_("British patent"), "patentus": N_("US patent"), "patreq": N_("patent request"),
    "patreqde": N_("German patent request"), "patreqeu": N_("European patent request"),
    "patreqfr": N_("French patent request"), "patrequk": N_("British patent request"),
    "patrequs": N_("US patent request"), "inpreparation": N_("in preparation"), "submitted": N_("submitted"),
    "forthcoming": N_("forthcoming"), "inpress": N_("in press"), "prepublished": N_("prepublished"),
    "newseries": N_("new series"), "oldseries": N_("old series"),
}  # fmt: skip
_COUNTRIES = {
    "countryde": N_("Germany"), "countryeu": N_("European Union"), "countryep": N_("European Union"),
    "countryfr": N_("France"), "countryuk": N_("United Kingdom"), "countryus": N_("United States of America"),
}  # fmt: skip
#: How a work of ``related`` is connected (biblatex manual, 4.9.2), and identifiers that CSL has no variable for.
_RELATED = {
    "origpubin": N_("originally published in %s"), "origpubas": N_("originally published as %s"),
    "reprintof": N_("reprint of %s"), "reprintas": N_("reprinted as %s"), "reprintfrom": N_("reprinted from %s"),
    "translationof": N_("translation of %s"), "translationas": N_("translated as %s"),
    "translationfrom": N_("translation of %s"), "bytranslator": N_("translated as %s"), "reviewof": N_("review of %s"),
}  # fmt: skip
_NUMBERS = ("isan", "ismn", "isrn", "iswc")
#: Fields whose italics are part of a title.
_TITLE = re.compile(r"(?:book|main|journal|issue)?(?:title|subtitle|titleaddon)|journal|series|(?:event|orig)title")
_DASH = re.compile(r"\s*([-–—])\s*")
_OLD_TYPES = {"phdthesis": "phdthesis", "mastersthesis": "mathesis", "techreport": "techreport"}


#: Fields that are read and not shown.
_SILENT = ("abstract", "keywords", "annotation", "annote", "library")
_OTHERS = re.compile(
    r"(?:url|event|orig)?date|year|month|day|doi|e(?:id|print(?:type)?)|archiveprefix|hal_id|(?:orig)?location|address"
    r"|pages|number|issue|type|pubstate|note|addendum|nameaddon|reprinttitle|short(?:title|journal)|langid|(?:orig)?language"
    r"|editor[abc]?(?:type)?|crossref|xdata|entryset|entrysubtype|related(?:type|string)?"
)


def is_printed(field: str) -> bool:
    """Whether something of a field may be shown."""
    tables = (_TEXTS, _VERBATIM, _PUBLISHERS, _NAMES, _IN_NOTE, _NUMBERS)
    is_known = any(field in table for table in tables) and field not in _SILENT
    return is_known or bool(_OTHERS.fullmatch(field) or _TITLE.fullmatch(field))


def csl_item(entry: SourceEntry, i18n: I18n, known: Mapping[str, SourceEntry]) -> Item:
    """An entry, with all it inherits, as a CSL item; ``language`` is always there, empty where it isn't known.

    ``known`` has the entries that ``related`` may name, by their keys.
    """
    raw: dict[str, str] = {}
    for field in entry.fields:
        raw.setdefault(field.name, field.value)
    plain = {name: decoded(value, is_rich=bool(_TITLE.fullmatch(name))) for name, value in raw.items()}
    if "url" not in raw and re.match(r"\s*\\?(?:url\{|https?:)", raw.get("howpublished", "")):
        raw["url"], plain["howpublished"] = raw["howpublished"], ""  # « howpublished = {\url{…}} » of BibTeX
    plain.setdefault("type", _OLD_TYPES.get(entry.type, ""))
    series = plain.get("series", "")
    if entry.type in _PERIODICAL and series.isdecimal():
        series = i18n(N_("series %s")) % series
    plain["series"] = i18n(_LOCALISED.get(series, "")) or series
    state = plain.get("pubstate", "") or dates.pubstate(plain.get("year", ""))
    language = _language(plain.get("langid", "")) or _language(plain.get("language", ""))
    item: Item = {
        "id": entry.key,
        "type": _type(entry.type, plain),
        "language": language,
        **_titles(entry.type, plain, " : " if (language or i18n.language).startswith("fr") else ": "),
        "publisher": "; ".join(dict.fromkeys(_listed(raw[name]) for name in _PUBLISHERS if plain.get(name))),
        "publisher-place": i18n(_COUNTRIES.get(plain.get("location", ""), ""))
        or _listed(raw.get("location") or raw.get("address", "")),
        "original-publisher-place": _listed(raw.get("origlocation", "")),
        "event-title": _title(plain, "event", ". "),
        "genre": i18n(_LOCALISED.get(plain["type"], "")) or plain["type"],
        "status": i18n(_LOCALISED.get(state, "")) or state,
        "page": _DASH.sub(r"\1", (plain.get("pages") or plain.get("eid", "")).replace("--", "–")),
        **_numbers(entry.type, plain),
        "issued": dates.date(raw),
        "accessed": dates.date(raw, "url"),
        "event-date": dates.date(raw, "event"),
        "original-date": dates.date(raw, "orig"),
        "DOI": bare_doi(_verbatim(raw.get("doi", ""))),
        **{csl: _verbatim(raw[name]) for name, csl in _VERBATIM.items() if name in raw},
    }
    for name, csl in _TEXTS.items():
        item.setdefault(csl, plain.get(name, ""))
    item["URL"], *more = addresses(str(item.get("URL", ""))) or [_eprint(plain)]
    item["event"] = item["event-title"]  # the older name, which most styles still ask for
    item |= _people(raw)
    notes = list(
        filter(None, (plain.get("note"), plain.get("addendum"), *more, *_other_notes(raw, plain, item, i18n, known)))
    )
    item["note"] = ". ".join([*(note.rstrip(".") for note in notes[:-1]), *notes[-1:]])
    return {csl: value for csl, value in item.items() if value or csl == "language"}


def _type(kind: str, plain: Mapping[str, str]) -> str:
    if kind in _PERIODICAL and (subtype := _SUBTYPES.get(plain.get("entrysubtype", "").lower())):
        return subtype
    if kind == "unpublished" and plain.get("eventtitle"):
        return "speech"
    return TYPES.get(kind) or ("webpage" if plain.get("url") else "document")


def _titles(kind: str, plain: Mapping[str, str], colon: str) -> Item:
    """Title and container: of several volumes, the work is what contains a part, and a volume bears its title first."""
    title, main = _title(plain, "", colon), _title(plain, "main", colon)
    book, journal = _title(plain, "book", colon), _title(plain, "journal", colon) or plain.get("journal", "")
    short = plain.get("shorttitle") or (plain.get("title", "").rstrip(" :") if plain.get("subtitle") else "")
    found: Item = {
        "title": title,
        "title-short": short,
        "container-title": journal or book,
        "collection-title": plain.get("series", ""),
    }
    if kind in _PERIODICAL:
        issue = _title(plain, "issue", colon)
        if kind == "periodical":
            found |= {"title": issue or title, "container-title": title if issue else ""}
        else:
            found["volume-title"] = issue
    elif main and book:
        found |= {"container-title": main, "volume-title": book}
    elif main and TYPES.get(kind) in ("chapter", "entry-encyclopedia", "paper-conference"):
        found["container-title"] = main
    elif main:
        found |= {"title": main, "volume-title": title}
    return found


def _title(plain: Mapping[str, str], kind: str, colon: str) -> str:
    """Title, subtitle and addition of one kind (main, book, journal, issue, or none) in one."""
    title, subtitle, addition = (plain.get(f"{kind}{part}", "") for part in ("title", "subtitle", "titleaddon"))
    title = title.rstrip(" :") if subtitle else title
    whole = f"{title}{' ' if title[-1:] in '?!….' else colon}{subtitle}" if title and subtitle else title or subtitle
    return f"{whole.rstrip('.')}. {addition}" if whole and addition else whole or addition


def _numbers(kind: str, plain: Mapping[str, str]) -> Item:
    """What ``number``, ``issue`` and ``eid`` count: issues, volumes of a series, or the work itself."""
    number, issue = plain.get("number", ""), plain.get("issue", "")
    article = plain.get("eid", "") if plain.get("pages") else ""
    if kind in _PERIODICAL:
        return {"issue": ", ".join(filter(None, (number, issue))), "number": article}
    if plain.get("series") and TYPES.get(kind) not in ("report", "patent"):
        return {"collection-number": number, "issue": issue, "number": article}
    return {"number": number or article, "issue": issue}


def _people(raw: Mapping[str, str]) -> Item:
    found: dict[str, list[dict[str, str]]] = {}
    editors = {
        f"editor{letter}": _EDITORS.get(decoded(raw.get(f"editor{letter}type", "")) or "editor", "contributor")
        for letter in ("", "a", "b", "c")
    }
    for field, variable in (_NAMES | editors).items():
        if field == "holder" and raw.get("author"):
            continue
        found.setdefault(variable, []).extend(names(raw.get(field, "")))
    return {variable: people for variable, people in found.items() if people}


def _other_notes(
    raw: Mapping[str, str], plain: Mapping[str, str], item: Item, i18n: I18n, known: Mapping[str, SourceEntry]
) -> Iterator[str]:
    """What CSL has no variable for: people in other roles, names, titles and numbers, works that are connected."""
    roles = _IN_NOTE | ({"holder": N_("held by %s")} if raw.get("author") else {})
    for field, message in roles.items():
        people = [as_written(name) for name in names(raw.get(field, ""))]
        if people:
            yield i18n(message) % ", ".join(people)
    if origin := plain.get("origlanguage"):
        languages = (i18n.language_name(_language(name)) for name in re.split(r"\s+and\s+|,\s*", origin))
        yield i18n(N_("original language: %s")) % ", ".join(languages)
    yield from (plain[field] for field in ("nameaddon", "reprinttitle") if plain.get(field))
    yield from (f"{field.upper()} {plain[field]}" for field in _NUMBERS if plain.get(field))
    if plain.get("eprint") and not item["URL"] and not item["DOI"]:
        yield " ".join(filter(None, (plain.get("eprinttype") or plain.get("archiveprefix"), plain["eprint"])))
    for key in map(str.strip, raw.get("related", "").split(",")):
        if work := known.get(key) or known.get(key.casefold()):
            its = {field.name: field.value for field in work.fields}
            who = map(as_written, names(its.get("author") or its.get("editor", "")))
            year = re.search(r"\d{4}", its.get("date") or its.get("year", ""))
            shown = ", ".join(filter(None, (*who, decoded(its.get("title", "")), year[0] if year else "")))
            message = i18n(_RELATED.get(raw.get("relatedtype", ""), "")) or "%s"
            yield f"{plain['relatedstring']} {shown}" if plain.get("relatedstring") else message % shown


def bare_doi(value: str) -> str:
    """A DOI without the address before it, and without the end of a sentence behind it."""
    bare = re.sub(r"^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:)\s*", "", value, flags=re.IGNORECASE)
    return re.sub(r"[.,;]+$" if bare.count("(") == bare.count(")") else r"[.,;)]+$", "", bare)


def addresses(value: str) -> list[str]:
    """The addresses of a field that may have several behind one another."""
    return list(filter(None, re.split(r"[;,]?\s+(?=https?://)", value)))


def _eprint(plain: Mapping[str, str]) -> str:
    """The address of a preprint by the archive that has it; empty for an archive that isn't known."""
    archive = (plain.get("eprinttype") or plain.get("archiveprefix", "")).lower()
    number = re.sub("^arxiv:", "", plain.get("eprint") or plain.get("hal_id", ""), flags=re.IGNORECASE)
    if number.startswith(("http://", "https://")):
        return number
    if number.startswith(("hal-", "halshs-", "tel-")):
        archive = "hal"
    if not archive and re.fullmatch(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}", number):
        archive = "arxiv"
    return _EPRINTS[archive] % number if number and archive in _EPRINTS else ""


def _listed(value: str) -> str:
    """A list of biblatex, whose « and » within braces is none, as one text."""
    parts = split_multiple_persons_names(value) if re.search(r"\sand\s", value) else (value,)
    return "; ".join(map(decoded, parts))


def _verbatim(value: str) -> str:
    value = re.sub(r"\{?\\(?:textasciitilde|~)\s*(?:\{\})?\}?", "~", value.strip())
    found = re.fullmatch(r"(?:\\(?:url|nolinkurl|href))?\{([^{}]*)\}(?:\{.*\})?|<(.*)>", value)
    return ((found[1] or found[2] or "") if found else value).replace("\\", "").strip()


def _language(name: str) -> str:
    return _LANGUAGES.get(name.casefold()) or meant_language(name) or name if name else ""


def is_language(name: str) -> bool:
    """Whether babel has a language of that name, or it is a language's code or name."""
    try:
        return bool(parse_language(_language(name)))
    except ValueError:
        return False
