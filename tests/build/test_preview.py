"""The preview as an editor has it: a server that stays, whatever is saved."""

import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import closing, suppress
from pathlib import Path

import pytest
from books import CONF, QUICK, Book
from pypdf import PdfReader
from test_refused import bound_by_permissions, no_room
from websockets.sync.client import connect

COMMAND = [sys.executable, "-c", "import sys; from synthkit.cli import main; sys.exit(main(sys.argv[1:]))", "preview"]
#: Seconds anything may take on a machine that does other things too; a test that passes waits much less.
PATIENCE = 60
#: What a builder can't survive: a segmentation fault in some library, made at will.
FRAGILE = """
def setup(app):
    import os
    app.connect("source-read", lambda app, docname, source: "crash-now" in source[0] and os._exit(7))
"""
PAGES = {
    "index.md": "# Livre\n\n```{toctree}\n:glob:\n\n*\n```\n",
    "filer.md": "# Filer\n\nOn file la laine.\n",
    "nouer.md": "# Nouer\n\nOn noue le fil.\n",
}


class Preview:
    """A running preview of a small book."""

    def __init__(self, root):
        self.book = Book(root / "book", dict(QUICK)).write(PAGES)
        self.book.write({"conf.py": self.conf() + FRAGILE})
        self.port = free_port()
        self.log = root / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "book", "build", "--port", str(self.port)],
                cwd=root,
                stdout=log,
                stderr=log,
            )
        self.said = self.log.read_text
        eventually(lambda: "Pages lues : 3 au bout de" in self.said() or self.process.poll() is not None)
        self.at_first = self.pages()

    def conf(self, **more):
        return "".join(f"{name} = {value!r}\n" for name, value in {**CONF, **self.book.conf, **more}.items())

    def get(self, path, **headers):
        """The status and the text of an address."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def pages(self):
        """What the two pages are, without the script that names their version."""
        return [
            self.get(f"/{name}.html")[1].partition('<script src="/_preview/live.js"')[0] for name in ("filer", "nouer")
        ]

    def shows(self, path, text):
        """Whether a page comes to show a text."""
        return eventually(lambda: text in self.get(path)[1])

    def line(self, page, **options):
        """The line a browser has to the server while it shows a page."""
        return connect(f"ws://127.0.0.1:{self.port}/_preview/live?page={page}", open_timeout=PATIENCE, **options)

    def holds(self, path, text):
        """Whether a source is as it should be."""
        return (self.book.root / path).read_bytes() == text.encode()

    def end(self, signal_number=signal.SIGINT):
        self.process.send_signal(signal_number)
        return self.process.wait(PATIENCE)


def free_port():
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def eventually(question):
    """The first answer that is true; the last one, if none ever is."""
    end = time.monotonic() + PATIENCE
    while not (answer := question()) and time.monotonic() < end:
        time.sleep(0.02)
    return answer


def hears(line, question):
    """The first state told on a line for which a question is true."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        state = json.loads(line.recv(timeout=PATIENCE))
        if question(state):
            return state
    raise AssertionError("never told")


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    running = Preview(tmp_path_factory.mktemp("preview"))
    yield running
    running.end()


@pytest.fixture(autouse=True)
def mended(preview):
    """The sources as they were, for the next test."""
    yield
    if preview.process.poll() is None:
        whole = {**PAGES, "conf.py": preview.conf() + FRAGILE}
        preview.book.write({path: text for path, text in whole.items() if not preview.holds(path, text)})
        assert eventually(lambda: preview.pages() == preview.at_first)
        with preview.line("filer.html") as line:
            hears(line, lambda state: not state["failure"] and not state["warnings"] and state["version"])


def test_a_page_is_served_with_the_script_that_the_build_has_not(preview):
    status, page = preview.get("/filer.html")
    (built,) = preview.book.root.parent.glob("build/.preview/*/*/html/filer.html")
    before, script, after = page.partition('<script src="/_preview/live.js"')
    assert status == 200
    assert script
    assert before + after.partition("</script>")[2] == built.read_text(encoding="utf-8")


def test_what_is_saved_is_served_and_told_to_the_browser(preview):
    with preview.line("filer.html") as line:
        version = hears(line, lambda state: state["version"])["version"]
        preview.book.write({"filer.md": "# Filer\n\nOn file le lin.\n"})
        assert hears(line, lambda state: state["version"] not in (None, version))
    assert "On file le lin." in preview.get("/filer.html")[1]


def test_a_page_that_did_not_change_is_not_called_new(preview):
    with preview.line("nouer.html") as line:
        version = hears(line, lambda state: state["version"])["version"]
        preview.book.write({"filer.md": "# Filer\n\nVoir {cite:p}`absente`.\n"})
        assert hears(line, lambda state: state["warnings"])["version"] == version


def test_an_editor_that_writes_beside_and_renames_is_seen_once(preview):
    draft, source = preview.book.root / "filer.md~", preview.book.root / "filer.md"
    draft.write_text("# Filer\n\nÉcrit à côté.\n", encoding="utf-8")
    source.unlink()
    draft.rename(source)
    assert preview.shows("/filer.html", "Écrit à côté.")
    assert "isn’t included" not in preview.said()


def test_a_half_typed_directive_shows_the_page_with_its_warning(preview):
    preview.book.write({"filer.md": "# Filer\n\nDéjà.\n\n:::{session} <script>zut()</script>\n:spea"})
    with preview.line("filer.html") as line:
        state = hears(line, lambda state: state["warnings"])
    assert state["warnings"][0]["text"].startswith("book/filer.md:5: ")
    assert any("<script>zut()</script>" in warning["text"] for warning in state["warnings"])
    assert state["warnings"][0]["here"]
    assert preview.shows("/filer.html", "Déjà.")
    assert eventually(lambda: "WARNING book/filer.md:5: " in preview.said())


def test_a_new_page_comes_where_a_browser_waits_for_it(preview):
    status, page = preview.get("/coudre.html")
    assert status == 404
    assert 'data-version=""' in page
    assert "n’a pas de page coudre.html" in page
    with preview.line("coudre.html") as line:
        preview.book.write({"coudre.md": "# Coudre\n"})
        assert hears(line, lambda state: state["version"])
        assert preview.get("/coudre.html")[0] == 200
        (preview.book.root / "coudre.md").unlink()
        assert hears(line, lambda state: state["version"] == "")
    assert preview.get("/coudre.html")[0] == 404


def test_new_settings_start_anew(preview):
    preview.book.write({"conf.py": preview.conf(html_title="Un autre titre") + FRAGILE})
    assert preview.shows("/filer.html", "Un autre titre")


def test_settings_that_fail_are_told_and_the_last_pages_stay(preview):
    with preview.line("filer.html") as line:
        preview.book.write({"conf.py": "language = 'fr'\nraise RuntimeError('plus de fil')\n"})
        failure = hears(line, lambda state: state["failure"])["failure"]
        assert "plus de fil" in failure
        assert "On file la laine." in preview.get("/filer.html")[1]
        preview.book.write({"conf.py": preview.conf() + FRAGILE})
        assert hears(line, lambda state: not state["failure"])
    assert "Fatal Python error" not in preview.said()


def test_settings_that_fail_while_others_are_still_being_built_leave_the_last_pages_too(preview):
    slow = "\n    app.connect('html-page-context', lambda *page: __import__('time').sleep(5))\n"
    for page in PAGES:
        preview.get(f"/{page.replace('.md', '.html')}")  # which waits until it is written
    read = preview.said().count("Pages lues : 3 au bout de")
    preview.book.write({"conf.py": preview.conf(html_title="Lent") + FRAGILE + slow})
    assert eventually(lambda: preview.said().count("Pages lues : 3 au bout de") > read)
    with preview.line("filer.html") as line:
        preview.book.write({"conf.py": "language = 'fr'\nraise RuntimeError('plus de fil')\n"})
        assert hears(line, lambda state: state["failure"])
        assert "On file la laine." in preview.get("/filer.html")[1]


def test_a_builder_that_dies_is_told_and_the_next_save_tries_again(preview):
    with preview.line("filer.html") as line:
        preview.book.write({"filer.md": "# Filer\n\ncrash-now\n"})
        assert "7" in hears(line, lambda state: state["failure"])["failure"]
    assert "On file la laine." in preview.get("/filer.html")[1]
    preview.book.write({"filer.md": "# Filer\n\nOn file encore.\n"})
    assert preview.shows("/filer.html", "On file encore.")


def test_bytes_that_are_no_text_are_told_and_the_last_page_stays(preview):
    (preview.book.root / "filer.md").write_bytes(b"# Filer\n\n\xff\xfe\n")
    with preview.line("filer.html") as line:
        state = hears(line, lambda state: state["failure"] or state["warnings"])
    assert state["failure"] or state["warnings"]
    assert preview.get("/filer.html")[0] == 200


def test_a_page_is_shown_as_it_is_printed_and_again_when_it_was_saved(preview):
    def printed(path):
        with urllib.request.urlopen(f"http://127.0.0.1:{preview.port}/_preview/pdf/{path}", timeout=PATIENCE) as found:
            return PdfReader(io.BytesIO(found.read())).pages[-1].extract_text()

    assert "On noue le fil." in printed("nouer.html")
    preview.book.write({"nouer.md": "# Nouer\n\nOn noue deux fils.\n"})
    assert "On noue deux fils." in printed("nouer.html")
    preview.book.write({"nouer.md": "# Nouer\n\nOn noue trois fils {cite:p}`perdu`.\n"})
    assert "On noue trois fils" in printed("nouer.html")
    assert ": WARNING: " not in preview.said()  # the build of the website tells them
    preview.book.write({"nouer.md": PAGES["nouer.md"]})
    assert preview.get("/_preview/pdf/absent.html")[0] == 404


def test_why_a_page_cannot_be_printed_is_told_in_its_place(preview):
    with preview.line("filer.html") as line:
        preview.book.write({"conf.py": "language = 'fr'\nraise RuntimeError('plus de fil')\n"})
        assert hears(line, lambda state: state["failure"])
        status, text = preview.get("/_preview/pdf/nouer.html")
    assert (status, "plus de fil" in text) == (404, True)
    assert "Traceback" not in preview.said()


@pytest.mark.parametrize(
    "path",
    ["/../conf.py", "/../../book/conf.py", "//ailleurs/fichier", "/_static"],
)
def test_nothing_beside_the_edition_is_served(preview, path):
    with closing(socket.create_connection(("127.0.0.1", preview.port))) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    assert answer.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400"))


def test_another_name_for_this_machine_is_refused(preview):
    assert preview.get("/", Host="rebound.example")[0] == 400


def test_a_page_from_elsewhere_gets_no_line(preview):
    with pytest.raises(Exception, match="403"), preview.line("index.html", origin="https://elsewhere.example"):
        pass


def test_a_port_that_is_taken_is_one_line(preview, tmp_path):
    book = Book(tmp_path / "book", dict(QUICK)).write({**PAGES, "conf.py": preview.conf()})
    done = subprocess.run(
        [*COMMAND, str(book.root), str(tmp_path / "build"), "--port", str(preview.port)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"synthkit: port {preview.port}: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="wants /dev/full")
def test_a_full_disk_is_one_line_and_the_next_save_tries_again(tmp_path):
    book = Book(tmp_path / "book", dict(QUICK)).write(PAGES)
    book.state()
    log = tmp_path / "log"
    with log.open("wb") as told:
        process = subprocess.Popen(
            [*COMMAND, "book", "build", "--port", str(free_port())],
            cwd=tmp_path,
            stdout=told,
            stderr=told,
            preexec_fn=no_room("build"),  # noqa: PLW1509 - as in test_refused
        )
    try:
        assert eventually(lambda: "[synthkit.disk_full]" in log.read_text(encoding="utf-8", errors="replace"))
        assert process.poll() is None
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    assert not any(word in log.read_text(encoding="utf-8") for word in ("Traceback", "Fatal"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="wants /dev/full")
def test_a_folder_that_may_not_be_written_is_one_line(tmp_path):
    root = Path(tempfile.mkdtemp(prefix="synthkit-preview-"))  # where everybody may look
    root.chmod(0o755)
    Book(root / "book", dict(QUICK)).write(PAGES).state()
    (root / "build").mkdir(mode=0o555)
    (root / "build").chmod(0o555)
    done = subprocess.run(
        [*COMMAND, "book", "build", "--port", str(free_port())],
        cwd=root,
        capture_output=True,
        check=False,
        preexec_fn=bound_by_permissions,
        timeout=PATIENCE,
    )
    shutil.rmtree(root)
    assert done.returncode == 1
    assert b"[synthkit.not_writable]" in done.stderr
    assert b"Traceback" not in done.stderr + done.stdout


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_it_ends_without_a_trace_and_leaves_no_process(tmp_path, number):
    running = Preview(tmp_path)
    builder = children(running.process.pid)
    assert len(builder) == 1
    with running.line("index.html"):
        status = running.end(number)
    assert status == (-9 if number == signal.SIGKILL else 0)
    assert "Traceback" not in running.said()
    assert eventually(lambda: not is_running(builder[0]))
    if number != signal.SIGKILL:
        assert not (tmp_path / "build/.preview").exists()


def children(pid):
    listed = subprocess.run(["ps", "-ewwo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = (line.split(None, 2) for line in listed.splitlines()[1:])
    return [int(row[0]) for row in rows if row[1] == str(pid) and "synthkit" in row[2]]


def is_running(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")
    return False
