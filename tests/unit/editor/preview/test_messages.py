"""What is said on one side is heard on the other."""

from __future__ import annotations

import pytest

from synthkit.editor.preview import protocol
from synthkit.editor.preview.live_session import printable
from synthkit.editor.preview.protocol import (
    Changed,
    Failed,
    FromBuilder,
    Read,
    Shown,
    Started,
    ToBuilder,
    Warned,
    Warnings,
    Written,
)
from unit.invented import HOSTILE


@pytest.mark.parametrize("message", [Changed(("a.md", "é\n.md")), Changed(()), Shown(("index.html",))])
def test_the_builder_hears_what_the_server_says(message: ToBuilder) -> None:
    assert protocol.message_of(protocol.line(message)) == message


@pytest.mark.parametrize(
    "message",
    [
        Started("fr", ("conf.py",)),
        Read(("a.html",), (), ("a.md",)),
        Written("a.html", pictures=True),
        Warnings(tuple(Warned("a.md", 3, text, "a.html") for text in HOSTILE)),
        Failed("un\ndeux"),
    ],
)
def test_the_server_hears_what_the_builder_says(message: FromBuilder) -> None:
    assert protocol.message_of(protocol.line(message)) == message


def test_a_message_is_one_line() -> None:
    assert protocol.line(Failed("un\ndeux\u2028trois")).count(b"\n") == 1


@pytest.mark.parametrize(
    ("warning", "said"),
    [
        (Warned("a.md", 3, "une faute"), "a.md:3: une faute"),
        (Warned("a.md", 0, "une faute"), "a.md: une faute"),
        (Warned("", 0, "une faute"), "une faute"),
    ],
)
def test_a_warning_reads_as_compilers_write_it(warning: Warned, said: str) -> None:
    assert str(warning) == said


def test_a_terminal_is_not_given_orders() -> None:
    assert printable("a\x1b[2Jb\x07c\x9bd\ne\tf") == "a\ufffd[2Jb\ufffdc\ufffdd\ne\tf"
