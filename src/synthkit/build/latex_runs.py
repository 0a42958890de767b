"""What TeX makes: the PDF of the volume, and in its notes which page has what."""

import errno
import os
import re
import shutil
import subprocess
from pathlib import Path

from synthkit.build.pdf_offprints import offer_nothing
from synthkit.build.runner import Run, copied
from synthkit.i18n import N_

#: What LaTeX → PDF wants, and how Debian and Ubuntu install it.
TEX_TOOLS = ("make", "latexmk", "lualatex", "xindy")
TEX_INSTALL = (
    "sudo apt install make latexmk texlive-luatex texlive-latex-recommended texlive-latex-extra "
    "texlive-lang-french texlive-fonts-recommended fonts-texgyre lmodern xindy"
)
#: A file of the family the volume is set in, and what installs it.
_FONT, _FONT_INSTALL = "texgyrepagella-regular.otf", "sudo apt install fonts-texgyre"
#: With less room than this it is no error of TeX that ended it.
_ROOM = 1_000_000
#: How TeX tells that a package or a font is not installed.
_NOT_FOUND = re.compile(r"File [`'\"]([^'`\"]+)['\"] not found|[Ff]ont \"?([^\"\s]+)\"? (?:cannot be|not) found")


def pdf(run: Run) -> list[Path]:
    """The volume; nothing where TeX is not installed or failed, and nothing is left of an earlier one."""
    made = _made(run)
    if not made:
        offer_nothing(run)
    return copied(made, run.results / "pdf", "*.pdf")


def _made(run: Run) -> list[Path]:
    workplace, log = run.tex, run.work / "pdf.log"
    missing = [tool for tool in TEX_TOOLS if shutil.which(tool) is None]
    if missing:
        message = N_("no PDF: %(found)s not found; install with: %(command)s")
        run.miss(message, found=", ".join(missing), command=TEX_INSTALL)
        return []
    if shutil.which("kpsewhich") and subprocess.run(["kpsewhich", _FONT], capture_output=True, check=False).returncode:
        message = N_("the PDF is set in another font: %(found)s not found; install with: %(command)s")
        run.miss(message, found=_FONT, command=_FONT_INSTALL)
    for old in workplace.glob("*.pdf"):
        old.unlink()
    # TeX's own notes stay: with them a second run is one run, not three
    shutil.copytree(run.results / "latex", workplace, dirs_exist_ok=True)
    with log.open("wb") as output:
        # Sphinx's Makefile knows the options of the index; nonstopmode: an error ends the run, not a question
        done = subprocess.run(
            ["make", "all-pdf", "LATEXMKOPTS=-interaction=nonstopmode -halt-on-error"],
            cwd=workplace,
            env={**run.environment, "FORCE_SOURCE_DATE": "1"},  # \today is the date of the sources, too
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            pass_fds=run.held,
        )
    if not done.returncode:
        return sorted(made for made in workplace.glob("*.pdf") if made.with_suffix(".tex").is_file())  # no picture
    if shutil.disk_usage(workplace).free < _ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(workplace))
    text = log.read_text(encoding="utf-8", errors="replace")
    lacking = sorted({package or font for package, font in _NOT_FOUND.findall(text)})
    if lacking:
        message = N_("no PDF: TeX lacks %(found)s; install with: %(command)s")
        run.miss(message, found=", ".join(lacking), command=TEX_INSTALL)
    else:
        errors = [line for line in text.splitlines() if line[:1] == "!"]
        message = N_("%(found)s\nno PDF: TeX failed; its log: %(log)s")
        found = "\n".join(errors[:10]) or text.rstrip().rpartition("\n")[2]  # what ended before TeX began
        run.warn(message, is_failure=True, found=found, log=os.path.relpath(log))
    return []
