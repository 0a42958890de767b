"""A notebook as Markdown that every edition holds: its cells as they stand, their results as figures, tables and text.

The format is nbformat 4 (nbformat.readthedocs.io). Nothing is run: what a cell gave is what its author saw.
"""

import base64
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from lxml import html

from synthkit.diagnostics import CommandError
from synthkit.editor.scaffold.markup import markdown_text, one_line
from synthkit.editor.scaffold.texts import fenced, source_of
from synthkit.i18n import N_, I18n

_PICTURES = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_CITED = re.compile(r'<cite\s+data-cite="([^"]+)">.*?</cite>', re.DOTALL)
#: What Python calls an object that has no text.
_OBJECT = re.compile(r"\[?<[\w.]+\b[^\n]*>\]?")
#: What Quarto and MyST say of a cell in its first lines.
_OPTION = re.compile(r"#\|\s*([\w-]+)\s*:\s*(.*)\n?")


def converted(notebook: Path, folder: Path, i18n: I18n) -> Mapping[str, int]:
    """Write ``paper.md`` and its pictures into ``folder``; what they leave out, counted. Raises CommandError."""
    try:
        content = json.loads(notebook.read_text(encoding="utf-8-sig"))
        cells, matter = content["cells"], content["metadata"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = N_("%(path)s can't be read; expected: a notebook of version 4 (jupyter nbconvert --to notebook)")
        raise CommandError(message, path=notebook) from error
    made = _Notebook(folder, notebook.stem, str(matter.get("language_info", {}).get("name", "python")), i18n)
    blocks = [block for cell in cells for block in made.blocks(cell) if block.strip()]
    if not (blocks and blocks[0].startswith("---")):
        stated = {name: matter[name] for name in ("title", "authors") if matter.get(name)}
        blocks[:0] = [f"---\n{yaml.safe_dump(stated, allow_unicode=True)}---"] if stated else []
    (folder / "paper.md").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    return made.lost


class _Notebook:
    def __init__(self, folder: Path, name: str, language: str, i18n: I18n) -> None:
        self.lost: Counter[str] = Counter()
        self._folder, self._name, self._language, self._i18n = folder, name, language, i18n
        self._pictures = 0

    def blocks(self, cell: Mapping[str, Any]) -> Iterator[str]:
        """The blocks of a cell; tags of Jupyter Book leave out what they say."""
        source, tags = _text(cell["source"]), {*cell.get("metadata", {}).get("tags", ())}
        kind = cell["cell_type"]
        if "remove-cell" in tags or not (kind in ("markdown", "code") or source.startswith("---")):
            self.lost[N_("cells left out")] += 1
        elif kind != "code":
            yield self._markdown(source, cell.get("attachments", {}))
        else:
            said = dict(_OPTION.findall(source))
            code = _OPTION.sub("", source).strip("\n")
            if code and not tags & {"remove-input", "hide-input"} and said.get("echo") != "false":
                is_shell = re.search(r"^\s*[%!]", code, re.MULTILINE)  # no lexer but Jupyter's own reads commands
                yield fenced(code, "text" if is_shell else self._language)
            for output in cell.get("outputs", ()) if "remove-output" not in tags else ():
                yield self._result(output, said)

    def _markdown(self, text: str, attached: Mapping[str, Mapping[str, Any]]) -> str:
        for name, data in attached.items():
            picture = next((self._picture(type_, data[type_]) for type_ in _PICTURES if type_ in data), "")
            text = text.replace(f"attachment:{name}", picture)
        return _CITED.sub(r"{cite:p}`\1`", _IMAGE.sub(_image, text))

    def _result(self, output: Mapping[str, Any], said: Mapping[str, str]) -> str:
        data = output.get("data", {})
        type_ = next((type_ for type_ in _PICTURES if type_ in data), "")
        if type_:
            caption = said.get("fig-cap", "").strip("\"'")
            seen = self._i18n(N_("Result of the notebook, %s")) % (self._pictures + 1)
            alt = one_line(said.get("fig-alt", "").strip("\"'") or caption or seen)
            if alt == seen:
                self.lost[N_("what a picture shows, which has no text in its place")] += 1
            picture = self._picture(type_, data[type_])
            return "\n".join((f"```{{figure}} {picture}", f":alt: {alt}", *(("", caption) if caption else ()), "```"))
        if "text/markdown" in data or "text/latex" in data:
            return _text(data.get("text/markdown") or data["text/latex"])
        if "<table" in _text(data.get("text/html", "")):
            return "\n\n".join(map(_table, html.fragment_fromstring(_text(data["text/html"]), "div").iter("table")))
        if output.get("name") == "stderr":
            self.lost[N_("warnings of the machine it ran on")] += 1
            return ""
        shown = source_of(_text(data.get("text/html", "")), ".md")
        if set(data) - {"text/plain"} and not shown:
            self.lost[N_("results that only a browser shows")] += 1
        plain = _text(output.get("text") or data.get("text/plain") or output.get("evalue", "")).strip("\n")
        if shown or not plain.strip() or _OBJECT.fullmatch(plain):
            return shown
        return fenced(_ANSI.sub("", plain), "text")

    def _picture(self, type_: str, data: Any) -> str:
        self._pictures += 1
        path = self._folder / f"{self._name}-{self._pictures}{_PICTURES[type_]}"
        text = _text(data)
        path.write_bytes(text.encode() if type_ == "image/svg+xml" else base64.b64decode(text))
        return path.name


def _text(value: Any) -> str:
    return "".join(value) if isinstance(value, list) else str(value)


def _image(tag: re.Match[str]) -> str:
    image = html.fragment_fromstring(tag[0])
    return f"![{markdown_text(image.get('alt') or '')}]({image.get('src') or ''})"


def _table(table: Any) -> str:
    """A table in Markdown; its first row is the heading. What spans several cells stands in the first of them."""
    rows = [[" ".join(cell.text_content().split()) for cell in row.iter("td", "th")] for row in table.iter("tr")]
    width = max(map(len, rows), default=0)
    lines = ["| " + " | ".join(map(markdown_text, [*row, *[""] * (width - len(row))])) + " |" for row in rows]
    return "\n".join((*lines[:1], "|" + "---|" * width, *lines[1:])) if lines else ""
