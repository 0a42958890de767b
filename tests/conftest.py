"""For every test: an interrupt interrupts, also where the suite runs in the background of a shell."""

import signal


def pytest_configure() -> None:
    """A shell starts its background with interrupts ignored, and programs hand that on to those they start."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
