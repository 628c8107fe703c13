"""A process that has Django loaded and no connection: it forks sequencers that may be killed.

Reads `go` lines and answers with the number of a fresh child each; ends when its input ends. `go STEP`
forks one that kills itself, like a power cut, just before or after a step of the way (`STEPS`).
"""

import os
import signal
import sys
import threading

import django

django.setup()

from motcua.ledger import assembled, numbering  # noqa: E402
from motcua.ledger import sequencer as sequencing  # noqa: E402
from motcua.ledger.files import LogFolder  # noqa: E402
from motcua.ledger.sequencer import run  # noqa: E402

STEPS = {
    "leaves": (sequencing, "write_leaves"),
    "numbers": (numbering, "number"),
    "tiles": (LogFolder, "write"),
    "archive": (LogFolder, "archive"),
    "publish": (LogFolder, "publish"),
    "record": (sequencing, "fold"),
}


def cut(step: str) -> None:
    """Let this process die at a step: `before-tiles`, `amid-tiles`, `after-tiles` …"""
    when, name = step.split("-")
    place, attribute = STEPS[name]
    real = getattr(place, attribute)

    def dying(*given, **named):
        if when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        if when == "amid":  # the first file is there, the others are not
            folder, files = given
            given = (folder, list(files)[:1])
        done = real(*given, **named)
        if done or name not in ("leaves", "numbers"):  # an idle round is no step
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    setattr(place, attribute, dying)


def child(step: str = "") -> None:
    if step:
        cut(step)
    made = assembled.sequencer()
    made.window = 0.02
    try:
        run(made, threading.Event())
    except BaseException as error:
        print(f"refused: {error}", file=sys.stderr, flush=True)
    os._exit(3)


for line in sys.stdin:
    if line.startswith("go"):
        pid = os.fork()
        if pid == 0:
            child(line.removeprefix("go").strip())
        print(pid, flush=True)
    elif line.startswith("wait"):
        print(os.waitstatus_to_exitcode(os.waitpid(int(line.split()[1]), 0)[1]), flush=True)
