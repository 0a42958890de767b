"""« Edit » and « Report an error » at the end of each page that somebody wrote, where the repository is known."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from synthkit.diagnostics import CONF, Code, Problem, unknown_keys
from synthkit.forge import Forge, Form, Repository, forge_of
from synthkit.i18n import N_
from synthkit.sphinx.builders import is_online
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.render.completeness import prefilled

_KEYS = ("url", "forge", "branch", "folder", "forms")


def repository(config: Config) -> tuple[Repository | None, list[Problem]]:
    """The repository that conf.py states, None where it states no address, and what is wrong with it."""
    given: dict[str, Any] = dict(config.synthkit_repository)
    no_key = N_("%(setting)s has an unknown key '%(found)s'; known: %(known)s")
    problems = list(unknown_keys(no_key, CONF, given, _KEYS, setting="synthkit_repository"))
    forms = given.get("forms") or {}
    if not isinstance(forms, Mapping):
        problems.append(_refused(Code.INVALID_VALUE, "forms", str(forms), N_("the file of each form by its name")))
        forms = {}
    problems += unknown_keys(no_key, CONF, forms, list(Form), setting="synthkit_repository: forms")
    url = str(given.get("url") or "").strip().rstrip("/").removesuffix(".git")
    if not url:
        return None, problems
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s<>\"{}\\^`|?#]", url):
        return None, [*problems, _refused(Code.INVALID_URL, "url", url, N_("an address that begins with https://"))]
    named = str(given.get("forge") or "").lower()
    forge = Forge(named) if named in list(Forge) else forge_of(url)
    if forge is None or (named and named != forge):
        expected = N_("'github', 'gitlab' or 'gitea' (for Forgejo too)")
        return None, [*problems, _refused(Code.INVALID_VALUE, "forge", named or url, expected)]
    return Repository(
        url,
        forge,
        branch=str(given.get("branch") or "main"),
        folder=str(given.get("folder") or ""),
        forms={form: str(forms[form]) for form in Form if forms.get(form)},
    ), problems


def add_links(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Both links behind the text of a page; none on a page that no source stands behind, such as the search."""
    if doctree is None or not is_online(app.builder):
        return
    context_, domain = context_of(app.env), SynthDomain.of(app.env)
    if context_.repository is None:
        return
    i18n = i18n_of(app.config)
    source = app.env.doc2path(pagename, base=False).as_posix()
    title = app.env.titles[pagename].astext()
    work = domain.catalogue.work_of_page(pagename, app.config.root_doc)
    where = context_.publication.address(pagename) or source
    answers = prefilled(i18n, where, work.id if work and pagename != app.config.root_doc else "", title)
    issue = context_.repository.issue(Form.ERROR, i18n(N_("Error: %s")) % title, answers)
    links = ((context_.repository.edit(source), i18n(N_("Edit"))), (issue, i18n(N_("Report an error"))))
    items = "".join(f'<li><a href="{escape(url)}" rel="nofollow">{escape(text)}</a></li>' for url, text in links)
    name = escape(i18n(N_("Take part in this page")))
    context["body"] += f'<nav class="synth-participate" aria-label="{name}"><ul>{items}</ul></nav>\n'


def _refused(code: Code, key: str, found: str, expected: str) -> Problem:
    message = N_("synthkit_repository: %(key)s is '%(found)s'; expected: %(expected)s")
    return Problem(code, message, CONF, {"key": key, "found": found, "expected": expected})
