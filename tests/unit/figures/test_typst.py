from __future__ import annotations

import subprocess
import sys

import pytest

from synthkit.figures import typst
from synthkit.figures.cover import mark
from synthkit.model.works import Publication

BOOK = Publication(title="Les sabliers de l’estran")


@pytest.fixture
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "known", {})


@pytest.mark.usefixtures("nothing_known")
def test_what_is_known_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = typst.drawn([mark(BOOK, 32), mark(BOOK, 180)])
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("drawn again"))
    assert typst.drawn([mark(BOOK, 180), mark(BOOK, 32)]) == [first[1], first[0]]


@pytest.mark.usefixtures("nothing_known")
def test_a_drawing_that_fails_says_why() -> None:
    with pytest.raises(typst.DrawingError, match="TypstError"):
        typst.drawn([typst.Drawing("no facts", "png", 72, False)])


def test_who_draws_holds_nothing_of_typst() -> None:
    code = f"import sys; from synthkit.figures.cover import *; drawn([mark(Publication(title={BOOK.title!r}), 32)]); "
    code = "from synthkit.model.works import Publication; " + code + "print('typst' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
