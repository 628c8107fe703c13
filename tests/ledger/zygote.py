"""A process that has Django loaded and no connection: it forks sequencers that may be killed.

Reads `go` lines and answers with the number of a fresh child each; ends when its input ends.
"""

import os
import sys
import threading

import django

django.setup()

from motcua.ledger import configured  # noqa: E402
from motcua.ledger.sequencer import run  # noqa: E402


def child() -> None:
    made = configured.sequencer()
    made.window = 0.02
    try:
        run(made, threading.Event())
    except BaseException as error:
        print(f"refused: {error}", file=sys.stderr, flush=True)
    os._exit(3)


for line in sys.stdin:
    if line.strip() == "go":
        pid = os.fork()
        if pid == 0:
            child()
        print(pid, flush=True)
    elif line.startswith("wait"):
        print(os.waitstatus_to_exitcode(os.waitpid(int(line.split()[1]), 0)[1]), flush=True)
