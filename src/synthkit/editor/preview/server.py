"""A preview as a program: a port of this machine, the pages there, each with the script that keeps it up to date."""

import asyncio
import html
import posixpath
import re
import shutil
import signal
import socket
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from synthkit.diagnostics import CommandError
from synthkit.editor.preview.live_session import LivePreview
from synthkit.i18n import N_, I18n, i18n_of_terminal

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
#: A page of any other address could be made to lead here (DNS rebinding) and read the book.
_HOSTS = ["127.0.0.1", "localhost"]
_OWN = "/_preview"
#: Spaces of French that end no line; in a terminal they are plain.
_TIED = re.compile(r"(?<=«) | (?=[»;:!?])")
_FRESH = {"Cache-Control": "no-cache"}
_WORDS = {
    "title": N_("Preview"),
    "warnings": N_("Warnings: %(count)s"),
    "failed": N_("The book could not be built; this is its last state"),
    "here": N_("On this page"),
    "elsewhere": N_("Elsewhere"),
    "close": N_("Close"),
    "gone": N_("The preview has ended"),
}


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


class Pages(Starlette):
    """The pages of a session."""

    def __init__(self, session: LivePreview) -> None:
        script = Path(__file__).with_name("live.js")
        routes = [
            WebSocketRoute(f"{_OWN}/live", self.live),
            Route(f"{_OWN}/live.js", lambda request: FileResponse(script, headers=_FRESH)),
            Route(f"{_OWN}/pdf/{{path:path}}.html", self.pdf),
            Route("/{path:path}", self.file),
        ]
        hosts = Middleware(TrustedHostMiddleware, allowed_hosts=_HOSTS, www_redirect=False)
        super().__init__(routes=routes, middleware=[hosts])
        self._session = session

    async def pdf(self, request: Request) -> Response:
        """A page as it is printed, without the pages of others; why there is none, where Typst can't set it."""
        made = await self._session.printed(request.path_params["path"])
        if isinstance(made, bytes):
            return Response(made, media_type="application/pdf", headers=_FRESH)
        return PlainTextResponse(made, status_code=404, headers=_FRESH)

    async def file(self, request: Request) -> Response:
        """A file of the edition, once there is one."""
        path, session = request.path_params["path"], self._session
        path += "index.html" if path == "" or path.endswith("/") else ""
        while not (session.built.pages or session.built.failure):
            async with session.news:
                await session.news.wait()
        files = StaticFiles(directory=session.root, check_dir=False)
        try:
            if path.endswith(".html"):
                text = Path(files.lookup_path(path)[0]).read_bytes()
                return self._with_script(text.decode("utf-8", "replace"), path, session.version_of(text))
            response = await files.get_response(posixpath.normpath(path), request.scope)
        except (OSError, ValueError, HTTPException) as error:  # a null byte in the address
            is_for_reading = path.endswith(".html") or "text/html" in request.headers.get("accept", "")
            return self._missing(path) if is_for_reading else Response(status_code=getattr(error, "status_code", 404))
        response.headers.update(_FRESH)
        return response

    def _missing(self, path: str) -> Response:
        """A page that says so, and comes again when there is one."""
        i18n = I18n(self._session.built.language)
        shown = i18n(N_("The book has no page %(path)s")) % {"path": path}, i18n(N_("To the first page"))
        language, title, start = map(html.escape, (i18n.language, *shown))
        text = (
            f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>{title}</title></head>'
            '<body style="font: 1.1em/1.5 system-ui, sans-serif; margin: 10vh auto; padding: 0 1em; max-width: 40em">'
            f'<main><h1>{title}</h1><p><a href="/">{start}</a></p></main></body></html>'
        )
        return self._with_script(text, path, "", status=404)

    def _with_script(self, text: str, path: str, version: str, *, status: int = 200) -> Response:
        page, version = html.escape(path), html.escape(version)
        script = f'<script src="{_OWN}/live.js" data-page="{page}" data-version="{version}" defer></script>'
        before, end, after = text.rpartition("</body>")
        text = f"{before}{script}{end}{after}" if end else text + script
        return HTMLResponse(text, status_code=status, headers=_FRESH)

    async def live(self, socket: WebSocket) -> None:
        """Tell a browser whatever changes for its page."""
        # browsers let any page open a socket to any address: only a page of this server is answered
        origin = socket.headers.get("origin")
        if origin is not None and origin.partition("://")[2] != socket.headers.get("host"):
            await socket.close()
            return
        page = socket.query_params.get("page", "")
        await socket.accept()
        telling = asyncio.create_task(self._tell(socket, page))
        try:
            async for _ in socket.iter_text():  # until it is closed
                pass
        finally:
            telling.cancel()

    async def _tell(self, socket: WebSocket, page: str) -> None:
        sent: dict[str, object] = {}
        while True:
            if (state := self._state(page)) != sent:
                await socket.send_json(state)
                sent = state
            else:
                async with self._session.news:
                    await self._session.news.wait()

    def _state(self, page: str) -> dict[str, object]:
        built = self._session.built
        i18n = I18n(built.language)
        words = {name: i18n(message) for name, message in _WORDS.items()}
        words["warnings"] %= {"count": len(built.warnings)}
        return {
            "language": built.language,
            "words": words,
            # nothing is built yet while there are no pages: the browser keeps what it shows
            "version": self._session.version(page) if built.pages or built.failure else None,
            "failure": _readable(built.failure, built.language),
            "warnings": [
                {"text": _readable(text, built.language), "here": page != "" and of == page}
                for text, of in built.warnings
            ],
        }


def _readable(text: str, language: str) -> str:
    return _TIED.sub("\u00a0", text) if language.startswith("fr") else text
