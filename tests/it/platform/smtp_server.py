"""A mail server that misbehaves on demand, for the stories of the outbox.

    smtp_server.py PORT FOLDER [CERTIFICATE KEY]

What it takes is a file in FOLDER/inbox; how it behaves stands in FOLDER/mode, read anew for each recipient and
message: `ok`, `later` (try again), `full` (this message is refused for good), `drop` (the message is taken, then the
connection breaks before the answer). Recipients that begin with `unknown` are refused for good. With a
certificate STARTTLS is demanded. It ends with its standard input.
"""

import pathlib
import ssl
import sys
import time

from aiosmtpd.controller import Controller


class Handler:
    def __init__(self, folder):
        self.folder = folder
        self.inbox = folder / "inbox"
        self.inbox.mkdir(exist_ok=True)

    def mode(self):
        return (self.folder / "mode").read_text().strip()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("unknown"):
            return "550 5.1.1 no such user here"
        if self.mode() == "later":
            return "451 4.7.1 greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mode = self.mode()
        if mode == "full":
            return "552 5.2.2 mailbox full"
        head = f"X-Peer: {session.peer[1]}\r\nX-Tls: {session.ssl is not None}\r\nX-Rcpt: {envelope.rcpt_tos[0]}\r\n"
        name = f"{time.time_ns()}"
        (self.inbox / f"{name}.tmp").write_bytes(head.encode() + envelope.original_content)
        (self.inbox / f"{name}.tmp").rename(self.inbox / f"{name}.eml")
        if mode == "drop":
            server.transport.abort()
        return "250 OK"


def main():
    port, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    options = {}
    if len(sys.argv) > 3:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[3], sys.argv[4])
        options = {"tls_context": context, "require_starttls": True}
    controller = Controller(Handler(folder), hostname="127.0.0.1", port=port, **options)
    controller.start()
    print("ready", flush=True)
    sys.stdin.read()
    controller.stop()


main()
