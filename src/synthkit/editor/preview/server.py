"""A preview as a program: a port, a server on it, an end without a trace."""

import asyncio
import shutil
import signal
import socket
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import uvicorn

from synthkit.diagnostics import CommandError
from synthkit.editor.preview.http import Pages
from synthkit.editor.preview.live_session import LivePreview
from synthkit.i18n import N_, i18n_of_terminal

HOST = "127.0.0.1"
DEFAULT_PORT = 8000


def preview(book: Path, results: Path, *, port: int | None = None, open_browser: bool = False) -> None:
    """Serve a book until Ctrl-C. Raises CommandError; without a port, any free one where the usual one is taken."""
    listening = _listen(port)
    address = f"http://{HOST}:{listening.getsockname()[1]}/"
    # nobody else has the port, so nobody else has the folder
    folder = results / ".preview" / str(listening.getsockname()[1])
    shutil.rmtree(folder, ignore_errors=True)
    message = i18n_of_terminal()(N_("Preview of %(book)s at %(address)s (Ctrl-C ends it)"))
    print(message % {"book": book, "address": address})
    try:
        with suppress(KeyboardInterrupt, asyncio.CancelledError):
            asyncio.run(_serve(LivePreview(book, folder), listening, address if open_browser else ""))
    finally:
        listening.close()
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            folder.parent.rmdir()


class _Server(uvicorn.Server):
    """Leaves signals to asyncio, which ends the one task everything hangs on."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing."""
        yield


async def _serve(session: LivePreview, listening: socket.socket, address: str) -> None:
    # websockets-sansio: the other implementation of uvicorn is built on what websockets calls legacy
    config = uvicorn.Config(
        Pages(session), log_level="warning", lifespan="off", ws="websockets-sansio", timeout_graceful_shutdown=1
    )
    main = asyncio.current_task()
    with suppress(NotImplementedError):  # Windows
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, main.cancel if main else bool)
    server = _Server(config)
    building = asyncio.create_task(session.run())
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    if address:
        webbrowser.open(address)
    try:
        await asyncio.wait({building, serving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        server.should_exit = True
        building.cancel()
        await asyncio.gather(building, serving, return_exceptions=True)
    building.result()


def _listen(port: int | None) -> socket.socket:
    for wanted in (port,) if port is not None else (DEFAULT_PORT, 0):
        try:
            return socket.create_server((HOST, wanted))
        except OSError as error:
            reason = error.strerror
    raise CommandError(N_("port %(port)s: can't be had (%(reason)s)"), port=port, reason=reason)
