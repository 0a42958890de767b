"""Which names are those of bodies: universities, publishers, ministries."""

import re

#: Small words within a name, particles of persons and what bodies have.
ARTICLES = {
    *("van", "von", "vom", "der", "den", "zu", "zur", "zum", "ter", "ten", "te", "el", "al", "bin", "ben", "ibn"),
    *("da", "das", "dos", "do", "di", "del", "della", "dal", "y", "e"),
    *("le", "la", "les", "de", "du", "des"),
}
_BODY = re.compile(
    r"\b(?:minist[eè]re|ministry|universit|conseil\b|council|comit[eé]|committee|commission|institut|laborato|"
    r"agence|agency|parlement|parliament|f[eé]d[eé]ration|association|organi[sz]ation|office\b|d[eé]partement|"
    r"department|fondation|foundation|soci[eé]t[eé]|society|centre\b|center\b|[eé]cole\b|school|banque|"
    r"conf[eé]d[eé]ration|syndicat|observatoire|gouvernement|government|collectif|groupe\b|r[eé]seau|network|"
    r"presses\b|[eé]ditions\b|librairie|verlag\b)",
    re.IGNORECASE,
)
#: Nouns before « de », where a given name would stand: « Musée de Lyon », no « Simone de Beauvoir ».
_NOUN = re.compile(
    r"acad[eé]mie|archives?|amis|biblioth[eè]que|biblioteca|bureau|chambre|club|coll[eè]ge|commune|conservatoire|cour|"
    r"direction|[eé]ditions?|[eé]glise|[eé]quipe|festival|galerie|h[oô]pital|imprimerie|inspection|journal|lyc[eé]e|"
    r"mairie|maison|mission|mus[eé]e|museo|palais|pr[eé]fecture|presses?|programme|projet|r[eé]publique|revue|"
    r"secr[eé]tariat|service|th[eé][aâ]tre|tribunal|union|ville|.*(?:tion|eurs)s?",
    re.IGNORECASE,
)


def is_body(name: str) -> bool:
    """Whether a name can only be a body's: « Presses universitaires de Rennes », no « Simone de Beauvoir »."""
    first, *middle = name.split()[:-1] or [name]
    return bool(_BODY.search(name) or (_NOUN.fullmatch(first) and ARTICLES & set(middle)))
