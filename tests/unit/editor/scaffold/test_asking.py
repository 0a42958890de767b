"""The questions of ``synthkit new`` in front of a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from synthkit.cli import _asking, main, new
from unit.editor.scaffold.small import make, snapshot

Answer = Callable[[list[str]], None]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make(tmp_path / "book")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Somebody sits there and gives these answers; the questions that were asked."""

    def sit(*answers: str | type[BaseException]) -> list[str]:
        questions: list[str] = []
        given: Iterator[str | type[BaseException]] = iter(answers)

        def read(question: str) -> str:
            questions.append(question)
            answer = next(given, EOFError)
            if isinstance(answer, str):
                return answer
            raise answer

        monkeypatch.setattr(new, "asking_unless", lambda is_silent: _asking.Asking(read=read))
        return questions

    return sit


def run(book: Path, *arguments: str) -> int:
    return main(["new", *arguments, "--book", str(book)])


def test_enter_takes_what_is_proposed_and_a_number_what_it_stands_for(
    book: Path, asked: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    asked("", "12", "Fin", "Lise Azéma", "", "18h", "", "", "")
    assert run(book, "session") == 0
    text = (book / "actes/fin.md").read_text(encoding="utf-8")
    assert ":::{session} azema2025fin\n:event: journee-verre-2025\n:kind: closing\n:speakers: Lise Azéma\n" in text
    assert "  12. Conclusion (closing)\n" in capsys.readouterr().out


def test_without_a_kind_it_is_asked_what_is_new(
    book: Path, asked: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(book)
    asked("7", "3", "De la silice", "", "", "", "")
    assert main(["new"]) == 0
    assert "  « 7 » ne convient pas ; attendu : session, speaker, " in capsys.readouterr().out
    assert (book / "de-la-silice.md").exists()


def test_what_is_given_as_an_option_is_not_asked(book: Path, asked: Callable[..., list[str]]) -> None:
    questions = asked("", "", "", "")
    assert run(book, "chapter", "--title", "De la silice", "--authors", "lise-azema") == 0
    assert [question.split(" [")[0].rstrip(" :") for question in questions] == [
        *("Numéro", "Mots-clés", "Identifiant (celui proposé est libre)"),
    ]


def test_an_answer_that_cannot_be_is_told_and_asked_again(
    book: Path, asked: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    asked("Deux", "", "", "", "lise-azema", "le-deux")
    assert run(book, "chapter") == 0
    assert "« lise-azema » est déjà pris" in capsys.readouterr().out
    assert "{chapter} le-deux" in (book / "deux.md").read_text(encoding="utf-8")


def test_a_hyphen_leaves_a_proposal_out(book: Path, asked: Callable[..., list[str]]) -> None:
    asked("Le grès", "", "2026-05-05", "-", "", "", "", "", "-", "")
    assert run(book, "event") == 0
    text = (book / "le-gres/index.md").read_text(encoding="utf-8")
    assert "timezone" not in text
    assert "proceedings-title" not in text


def test_somebody_nobody_knows_can_get_a_record_at_once(book: Path, asked: Callable[..., list[str]]) -> None:
    asked("", "", "Tailler", "Ève Élie, lise-azema", "", "", "", "", "", "1", "", "", "verrière", "", "", "")
    assert run(book, "session") == 0
    assert ":::{speaker} eve-elie\n:given: Ève\n:family: Élie\n:role: verrière\n:::" in (
        book / "actes/gens.md"
    ).read_text(encoding="utf-8")
    assert (book / "actes/elie-azema.md").exists()


@pytest.mark.parametrize(("ends", "status"), [(EOFError, 1), (KeyboardInterrupt, 130)])
@pytest.mark.parametrize("before", [(), ("", "", "Tailler", "Ève Élie", "", "", "", "", "", "1", "Ève")])
def test_whoever_stops_leaves_nothing_behind(
    book: Path,
    asked: Callable[..., list[str]],
    before: tuple[str, ...],
    ends: type[BaseException],
    status: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = snapshot(book)
    asked(*before, ends)
    assert run(book, "session") == status
    assert "rien n’a été écrit" in capsys.readouterr().err
    assert snapshot(book) == files


def test_a_pipe_is_asked_nothing(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def read(question: str) -> str:
        raise AssertionError(question)

    monkeypatch.setattr("builtins.input", read)
    assert run(book, "chapter") == 1
    assert "--title" in capsys.readouterr().err
    monkeypatch.chdir(book)
    assert main(["new"]) == 1
    assert "session, speaker, chapter, event" in capsys.readouterr().err
