# SPDX-License-Identifier: BSD-3-Clause
"""A small HTTP server on this machine, with and without ranges, that can break off: what downloads meet in the field."""
import http.server
import threading


class FileServer:
    """Serves `files` (name -> bytes) at `url`. `requests` lists (name, Range header or None) as they came."""

    def __init__(self, files, has_ranges=True):
        self.files = files
        self.has_ranges = has_ranges
        self.break_after = {}  # name -> bytes after which the connection is cut, once
        self.stall_after = {}  # name -> bytes after which nothing comes any more
        self.closing = threading.Event()
        self.requests = []
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                server.answer(self)

            def log_message(self, *_):
                pass

        self.httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.httpd.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.closing.set()
        self.httpd.shutdown()
        self.httpd.server_close()
        self.thread.join()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.httpd.server_address[1]}"

    def answer(self, handler):
        name = handler.path.lstrip("/")
        asked = handler.headers.get("Range")
        self.requests.append((name, asked))
        if name not in self.files:
            handler.send_error(404)
            return
        body = self.files[name]
        first = int(asked.removeprefix("bytes=").rstrip("-")) if asked and self.has_ranges else 0
        if first >= len(body) > 0:
            handler.send_response(416)
            handler.send_header("Content-Range", f"bytes */{len(body)}")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        part = body[first:]
        handler.send_response(206 if asked and self.has_ranges else 200)
        if asked and self.has_ranges:
            handler.send_header("Content-Range", f"bytes {first}-{len(body) - 1}/{len(body)}")
        handler.send_header("Content-Length", str(len(part)))
        handler.end_headers()
        if name in self.stall_after:
            handler.wfile.write(part[:self.stall_after[name]])
            handler.wfile.flush()
            self.closing.wait(60)
            handler.close_connection = True
            return
        cut = self.break_after.pop(name, None)
        handler.wfile.write(part if cut is None else part[:cut])
        if cut is not None:
            handler.wfile.flush()
            handler.close_connection = True
