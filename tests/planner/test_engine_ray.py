"""Many scenarios over a real local Ray: the same results, in the same order."""

import os

import pytest

from motcua.planner.engine import run_all

pytest.importorskip("ray", reason="the extra 'ray' is not installed")
pytestmark = [
    pytest.mark.slow,
    # Ray's own threads leave sockets to the collector; nothing of ours.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning:ray"),
]


def test_results_come_in_the_order_of_the_jobs(monkeypatch):
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    assert list(run_all(divmod_by_seven, range(40), engine="ray")) == [
        divmod(n, 7) for n in range(40)
    ]


def test_a_failure_of_one_job_is_told(monkeypatch):
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    with pytest.raises(ZeroDivisionError):
        list(run_all(one_over, [1, 0], engine="ray"))


def divmod_by_seven(number):
    assert os.getpid()
    return divmod(number, 7)


def one_over(number):
    return 1 / number
