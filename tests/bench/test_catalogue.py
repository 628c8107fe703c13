"""How long it takes to read, judge and find procedures. `make bench` prints it; nothing is asserted."""

from collections.abc import Callable
from time import perf_counter

import pytest

from motcua.catalogue import shipped
from motcua.catalogue.checking import check_folder
from motcua.catalogue.requirements import requirements
from motcua.catalogue.stored import restored, stored
from motcua.formspec.answers import validate

pytestmark = [pytest.mark.bench, pytest.mark.pure]


def timed(times: int, work: Callable[[], object]) -> float:
    """Return milliseconds for one call."""
    start = perf_counter()
    for _ in range(times):
        work()
    return (perf_counter() - start) * 1000 / times


def test_print_the_times() -> None:
    birth = shipped.definitions()["1.001193"]
    [file] = [one for one in shipped.checked() if one.definition == birth]
    document = stored(file.written, birth)
    answers = {"birth_kind": "hospital", "authorised": False, "child_name": "Nguyễn Thử"}
    rows = {
        f"read and check {len(shipped.checked())} files": timed(
            3, lambda: check_folder(shipped.folder())
        ),
        "restore a stored definition": timed(200, lambda: restored(document)),
        "requirements of a case": timed(5000, lambda: requirements(birth, answers)),
        "judge an answer sheet": timed(500, lambda: validate(birth.form, answers)),
    }
    print()
    for name, milliseconds in rows.items():
        print(f"{name:32} {milliseconds:10.3f} ms")
