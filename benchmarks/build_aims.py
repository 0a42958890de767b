"""The aims of whole builds, held against a run of ``builds.py``."""

from __future__ import annotations

from collections.abc import Iterator

from build_measurements import Report


def rows(report: Report) -> Iterator[list[str]]:
    """Each aim, what was measured, and whether it is reached."""

    def cold(tool: str, sessions: int, measure: str = "cpu") -> float | None:
        return report.median(tool, sessions, "cold", measure)

    yield _ratio(
        "cold HTML of 250 sessions, CPU: below MkDocs Material’s", cold("synthkit", 250), cold("mkdocs", 250), 1
    )
    yield _ratio("… at most 0.2 of Sphinx with bibtex and pydata", cold("synthkit", 250), cold("sphinx", 250), 0.2)
    for name, peer in (("MkDocs Material’s", "mkdocs"), ("Sphinx with bibtex and pydata", "sphinx")):
        yield _share(f"… what Sphinx and MyST alone take, of {name}", cold("floor", 250), cold(peer, 250))
        yield _share(
            f"… what they take with pydata, nothing cited, of {name}", cold("floor-theme", 250), cold(peer, 250)
        )
    long, short = cold("synthkit", 2500), cold("synthkit", 250)
    ten_times = None if short is None else 10 * short
    yield _ratio("CPU a session, 2,500 sessions beside 250: at most 1.15", long, ten_times, 1.15)
    for start, words in (("synthkit", "its own start"), ("bare", "the start of Sphinx without extensions")):
        over = report.over_starting("synthkit", 1000, "chapter", start)
        told = f"one chapter of 1,000 edited, CPU over {words}: at most 2 s"
        yield [told, *(("–", "not measured") if over is None else (f"{over:.2f} s", _yes(over <= 2)))]
    over = report.over_starting("floor", 1000, "chapter", "floor")
    yield ["… what Sphinx and MyST alone take over their own start", "–" if over is None else f"{over:.2f} s", ""]
    yield _needless(report)
    larger, limit = cold("synthkit", 1000, "largest"), cold("sphinx", 1000, "largest")
    yield _ratio("memory at 1,000 sessions: at most 0.7 of Sphinx with bibtex and pydata", larger, limit, 0.7)
    yield _share("… what Sphinx and MyST alone take, of the same", cold("floor", 1000, "largest"), limit)


def _share(told: str, floor: float | None, theirs: float | None) -> list[str]:
    """What no extension of Sphinx gets below; no aim."""
    return [told, "–" if floor is None or not theirs else f"{floor / theirs:.2f}", ""]


def _ratio(told: str, ours: float | None, theirs: float | None, most: float) -> list[str]:
    if ours is None or not theirs:
        return [told, "–", "not measured"]
    ratio = ours / theirs
    return [told, f"{ratio:.2f}", _yes(ratio < 1 if most == 1 else ratio <= most)]


def _needless(report: Report) -> list[str]:
    """The largest book of which a chapter was edited: are pages written that didn't change?"""
    told = "one chapter edited: only pages that changed are written"
    for sessions in reversed(report.sizes):
        count, other = (report.median("synthkit", sessions, "chapter", measure) for measure in ("written", "changed"))
        if count is not None and other is not None:
            names = report.of("synthkit", sessions, "chapter")[0]["needless"]
            named = f" (without need: {', '.join(names)})" if names else ""
            found = f"{count:.0f} written, {other:.0f} changed{named}, at {sessions:,} sessions"
            return [told, found, _yes(count <= other)]
    return [told, "–", "not measured"]


def _yes(is_reached: bool) -> str:
    return "yes" if is_reached else "no"
