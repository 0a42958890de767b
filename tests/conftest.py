"""For every test: an interrupt interrupts, also in the background of a shell; the machine states no language."""

import signal

import pytest


def pytest_configure() -> None:
    """A shell starts its background with interrupts ignored, and programs hand that on to those they start."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal speaks the language of the book, on every machine, whatever a command before it set."""
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def english(no_language: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal speaks English."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
