"""The processes of an installation: the web server and the worker."""

import signal
from threading import Event
from types import FrameType
from typing import Annotated

import typer
from granian.constants import Interfaces
from granian.server import MPServer

from motcua.demo.day import go_on
from motcua.site.work import work_until


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(help="Processes; about one a core.")] = 2,
    threads: Annotated[int, typer.Option(help="Threads of each process.")] = 4,
) -> None:
    """Serve the centre's pages and API."""
    web_server(host, port, workers, threads).serve()


def web_server(host: str, port: int, workers: int, threads: int) -> MPServer:
    """Return the web server, not started."""
    return MPServer(
        "motcua.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backpressure=128,
        log_access=False,
    )


def worker() -> None:
    """Run the jobs: messages, transfers to agencies, ended time limits. Any number may run."""
    ended = Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    work_until(ended)


def simulate_day() -> None:
    """Let a slow day go on in the demonstration city."""
    ended = Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    signal.signal(signal.SIGINT, lambda *_: ended.set())
    go_on(ended)
