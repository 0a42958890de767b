"""Sources as they are read: their bytes become text whatever they are, their mistakes are noted with the domain."""

import codecs
from pathlib import Path
from typing import Any

from docutils.parsers.rst import directives, roles
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from synthkit.diagnostics import Where
from synthkit.editor.lint import Vocabulary, mistakes
from synthkit.fs.encoding import decoded
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain

#: A file that is not UTF-8 would end the build with a traceback; as this it is read, and reported as a problem.
_LENIENT = "synthkit-utf-8"


class _Decoder(codecs.BufferedIncrementalDecoder):
    """Waits for the end of a file: only the whole of it shows what it is."""

    def _buffer_decode(self, input: Any, errors: str, final: bool) -> tuple[str, int]:
        return (decoded(bytes(input)), len(input)) if final else ("", 0)


def _codec(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != _LENIENT:
        return None
    decode = lambda raw, errors="strict": (decoded(bytes(raw)), len(raw))  # noqa: E731
    return codecs.CodecInfo(codecs.utf_8_encode, decode, incrementaldecoder=_Decoder, name=_LENIENT)


codecs.register(_codec)


def read_leniently(app: Sphinx) -> None:
    """Let no byte end the build; for ``builder-inited``."""
    if app.env.settings.get("input_encoding") in ("utf-8", "utf-8-sig"):
        app.env.settings["input_encoding"] = _LENIENT


def note(app: Sphinx, docname: str, path: Path, text: str) -> None:
    """Note what is wrong with a file of a page before it is parsed."""
    where = Where(docname, str(path))
    raw = path.read_bytes() if path.is_file() else b""
    SynthDomain.of(app.env).note_problems(docname, mistakes(text, where, vocabulary(app.env), raw))


def vocabulary(env: BuildEnvironment) -> Vocabulary:
    """The directives and roles a page of this book may use; a page may define roles."""
    known = (*directives._directive_registry, *directives._directives)  # type: ignore[attr-defined]
    options = dict.fromkeys(known, frozenset[str]())
    names = {*roles._role_registry, *roles._roles}  # type: ignore[attr-defined]
    for domain in env.domains.values():
        needs_no_prefix = domain.name in ("std", env.config.primary_domain)
        for name, directive in domain.directives.items():
            options[f"{domain.name}:{name}"] = frozenset()
            if needs_no_prefix:
                options[name] = frozenset(getattr(directive, "fields", ()) if domain.name == SynthDomain.name else ())
        names.update(f"{domain.name}:{name}" for name in domain.roles)
        names.update(domain.roles if needs_no_prefix else ())
    extensions, fences = (
        {*getattr(env.config, f"myst_{name}", ())} for name in ("enable_extensions", "fence_as_directive")
    )
    if "dollarmath" in extensions and env.config.myst_dmath_allow_space:
        extensions.add("dmath_allow_space")
    has_references = bool(context_of(env).references.references)
    return Vocabulary(options, frozenset(names), frozenset(extensions), frozenset(fences), has_references)
