"""Archives of models, good and bad, and a server that has them."""

import hashlib
import io
import threading
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from kiosk.voice.models import shipped
from kiosk.voice.official_models import ModelArchive

NAME = "vosk-model-test-1.0"


def packed(folder: str = f"{NAME}/") -> bytes:
    """The shipped English model as its makers would pack it: all in one folder."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(shipped("en").rglob("*")):
            if file.is_file():
                archive.write(file, folder + str(file.relative_to(shipped("en"))))
    return content.getvalue()


def archive_of(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in entries:
            archive.writestr(entry, data)
    return content.getvalue()


@dataclass
class Served:
    """`content`: what is sent. `promised`: how long it is said to be; None: nothing is said."""

    content: bytes
    status: int = 200
    promised: int | None = None
    asked: int = 0
    url: str = ""

    def archive(self, content: bytes | None = None) -> ModelArchive:
        """What is expected of it: `content`, or what is there."""
        expected = self.content if content is None else content
        return ModelArchive(NAME, self.url, len(expected), hashlib.sha256(expected).hexdigest())


@contextmanager
def serving(content: bytes) -> Generator[Served]:
    served = Served(content)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked += 1
            self.send_response(served.status)
            if served.promised is not None:
                self.send_header("Content-Length", str(served.promised))
            self.end_headers()
            self.wfile.write(served.content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served.url = f"http://127.0.0.1:{server.server_port}/model.zip"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()
