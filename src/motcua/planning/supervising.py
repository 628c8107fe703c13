"""Runs commands in a folder for somebody who may die: `python -m motcua.planning.supervising`.

The worker starts this small process and holds its standard input open. It runs the commands of
`commands.json` one after the other, writes what they say last to `progress.txt`, and `ended.json` when
all is over. At the time limit the command is interrupted (SIGINT), which leaves the best plan it has;
what does not end within the grace is killed. When the worker dies, the pipe breaks and the command is
interrupted likewise: nobody's computation runs on unattended. Knows neither Django nor a secret.
"""

import json
import os
import re
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

GRACE_SECONDS = 30.0
TELL_EVERY_SECONDS = 0.5
LINES_KEPT = 15
LONGEST_LINE = 200
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPINNER = re.compile(r"^[\u2800-\u28ff]\s*")


@dataclass
class Watch:
    """What is known of the commands while they run."""

    folder: Path
    limit: float
    began: float = field(default_factory=time.monotonic)
    stopped_by: str = ""
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=LINES_KEPT))
    told_at: float = 0.0
    deadline: float = 0.0
    interrupted: bool = False

    def hear(self, said: str) -> None:
        """Keep the last lines of what a command says, without what moves a cursor."""
        for line in re.split(r"[\r\n]+", said):
            plain = _SPINNER.sub("", _CONTROL.sub("", line)).strip()[:LONGEST_LINE]
            if plain and (not self.lines or self.lines[-1] != plain):
                self.lines.append(plain)
        now = time.monotonic()
        if self.lines and now - self.told_at >= TELL_EVERY_SECONDS:
            self.told_at = now
            _write(self.folder / "progress.txt", self.lines[-1])

    def stop(self, why: str) -> None:
        """Note why the command is stopped; only the first reason counts."""
        if not self.stopped_by:
            self.stopped_by, self.deadline = why, time.monotonic() + GRACE_SECONDS


def main(folder: Path) -> int:
    """Run the folder's commands; return the code of the first that failed, else 0."""
    told = json.loads((folder / "commands.json").read_text("utf-8"))
    watch, code = Watch(folder, float(told["limit"])), 0
    for words in told["commands"]:
        code = _run(words, watch)
        if code or watch.stopped_by:
            break
    ended = {"code": code, "stopped_by": watch.stopped_by, "said": list(watch.lines)}
    _write(folder / "ended.json", json.dumps(ended, ensure_ascii=False))
    return code


def _run(words: list[str], watch: Watch) -> int:
    process = subprocess.Popen(
        words, cwd=watch.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    with selectors.DefaultSelector() as ready:
        ready.register(process.stdout, selectors.EVENT_READ, "said")
        ready.register(sys.stdin, selectors.EVENT_READ, "worker")
        while process.poll() is None:
            for key, _ in ready.select(timeout=TELL_EVERY_SECONDS):
                if key.data == "said":
                    _listen(ready, process, watch)
                else:
                    _obey(ready, watch)
            _hold_to_time(process, watch)
    watch.hear(process.stdout.read().decode("utf-8", "replace"))
    return process.returncode


def _listen(
    ready: selectors.BaseSelector, process: "subprocess.Popen[bytes]", watch: Watch
) -> None:
    assert process.stdout is not None  # noqa: S101
    said = os.read(process.stdout.fileno(), 65_536)
    if said:
        watch.hear(said.decode("utf-8", "replace"))
    else:
        ready.unregister(process.stdout)


def _obey(ready: selectors.BaseSelector, watch: Watch) -> None:
    why = _word_of_worker()
    if why:
        watch.stop(why)
        ready.unregister(sys.stdin)


def _word_of_worker() -> str:
    """Return why to stop: the worker is gone, or asks for it by a line; empty for anything else."""
    return {b"": "worker", b"stop\n": "asked"}.get(os.read(sys.stdin.fileno(), 16), "")


def _hold_to_time(process: "subprocess.Popen[bytes]", watch: Watch) -> None:
    if time.monotonic() - watch.began > watch.limit:
        watch.stop("limit")
    if not watch.stopped_by:
        return
    if time.monotonic() > watch.deadline:
        _signal(process, signal.SIGKILL)
    elif not watch.interrupted:
        watch.interrupted = True
        _signal(process, signal.SIGINT)


def _signal(process: "subprocess.Popen[bytes]", which: signal.Signals) -> None:
    try:
        os.killpg(process.pid, which)
    except ProcessLookupError:
        return


def _write(path: Path, text: str) -> None:
    draft = path.with_name(path.name + ".part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


if __name__ == "__main__":
    # A handler, since what is ignored here would be ignored by the commands too.
    signal.signal(signal.SIGINT, lambda *_: None)
    os.nice(10)
    sys.exit(main(Path(sys.argv[1])))
