"""What the preview prints."""

from __future__ import annotations

from synthkit.editor.preview.live_session import printable


def test_a_terminal_is_not_given_orders() -> None:
    assert printable("a\x1b[2Jb\x07c\x9bd\ne\tf") == "a\ufffd[2Jb\ufffdc\ufffdd\ne\tf"
