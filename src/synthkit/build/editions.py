"""All editions of a book with one call: LaTeX, PDF, EPUB and HTML, in the order in which each needs the one before.

LaTeX and TeX come first, since only TeX knows the pages: EPUB and HTML cite them, and HTML offers all others. Sphinx
and TeX run as programs of their own, so nothing here imports them.
"""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from synthkit.build import latex_runs, pdf_offprints, sphinx_runs, typst_runs
from synthkit.build.runner import EditionError, Run, Say
from synthkit.fs.lock import Turn
from synthkit.i18n import N_

_Step = tuple[str, Callable[[Run], list[Path]]]
#: What each edition takes, in order.
_STEPS: dict[str, tuple[_Step, ...]] = {
    "latex": (("LaTeX", sphinx_runs.latex),),
    "pdf": (("PDF", latex_runs.pdf), (N_("pages, and a PDF of each session and chapter"), pdf_offprints.works)),
    "epub": (("EPUB", sphinx_runs.epub),),
    "html": (("HTML", sphinx_runs.html),),
}
EDITIONS = tuple(_STEPS)
#: What sets the PDF.
PDF_ENGINES = ("typst", "lualatex", "xelatex")
_TYPST: tuple[_Step, ...] = ((N_("PDF, and one of each session and chapter"), typst_runs.pdf),)
#: At once, before the programs that are run print theirs.
_PRINT: Say = partial(print, flush=True)


def build(
    book: Path,
    results: Path,
    *,
    only: Sequence[str] = (),
    strict: bool = True,
    pdf_engine: str = PDF_ENGINES[0],
    say: Say = _PRINT,
) -> list[Path]:
    """Every edition, or ``only`` those named; the results in the order they were made.

    ``pdf_engine`` is one of ``PDF_ENGINES``: TeX makes its PDF of the LaTeX edition, which is made with it then.

    An edition that is not requested stays as the last build left it, and the others go on using it: HTML offers the PDF
    there is. ``strict`` makes a warning a failure, after all warnings were reported. What needs a tool that is not
    installed is left out and the install line said, but with the environment variable ``CI`` set that is a failure, as
    is an error of TeX; the other editions are made before it is raised. Raises EditionError.
    """
    if not (book / "conf.py").is_file():
        raise EditionError(N_("%(folder)s has no conf.py; expected: the folder of a book"), folder=book)
    folders = book.resolve(), results.resolve()
    run = Run(*folders, strict, say, sphinx_runs.environment(folders[0]), pdf_engine=pdf_engine)
    waiting = run.i18n(N_("Another build is at work in %s; waiting for its end.")) % results
    turn = Turn(run.work / "unfinished", partial(say, waiting))
    try:
        if turn.was_interrupted:
            say(run.i18n(N_("The last build came to no end: everything is made anew.")))
            run.forget_drafts()
        run.forget_other_versions()
        sphinx_runs.restore_times(run.book, run.work / "sources.json")
        made = _made(replace(run, turn=turn.handle), only)
    except BaseException as error:
        turn.end() if isinstance(error, EditionError) else turn.leave()
        raise
    turn.end()
    return made


def _made(run: Run, only: Sequence[str]) -> list[Path]:
    has_tex = run.pdf_engine != "typst"
    wanted = {"latex", *only} if "pdf" in only and has_tex else set(only) or set(EDITIONS)
    known = _STEPS if has_tex else {**_STEPS, "pdf": _TYPST}
    steps = [step for edition in EDITIONS if edition in wanted for step in known[edition]]
    made: list[Path] = []
    begin = time.monotonic()
    for number, (name, make) in enumerate(steps, start=1):
        run.say(f"[{number}/{len(steps)}] {run.i18n(name)}")
        start = time.monotonic()
        found = make(run)
        for path in found:
            run.say(f"      {os.path.relpath(path)}, {run.i18n.size(path.stat().st_size)}")
        run.say(f"      {time.monotonic() - start:.1f} s")
        made += found
    run.say(run.i18n(N_("Results, in %d s:")) % round(time.monotonic() - begin))
    for path in made:
        run.say(f"  {os.path.relpath(path)}")
    if run.failures:
        raise EditionError("\n".join(run.failures))
    return made
