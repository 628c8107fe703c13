"""Others' packages for places, staffing, queues and event logs, each call in a process of its own.

``python tests/bench/peers.py NAME ARGUMENT…`` prints one line of JSON; ``asking.ask`` starts it. Only
the standard library is imported at the top: a peer may bring a second copy of a solver that cannot
share a process with ours.
"""

import importlib
import json
import random
import sys
import time
from collections.abc import Callable
from typing import Any

Told = dict[str, Any]


def pyworkforce(searches: int) -> Told:
    """How many agents for a load, one search after the other."""
    erlang = importlib.import_module("pyworkforce.queuing").ErlangC
    luck = random.Random(1)
    loads = [luck.uniform(0.5, 12) for _ in range(searches)]
    begin = time.process_time()
    for load in loads:
        one = erlang(transactions=load, aht=1, asa=0.5, interval=1, shrinkage=0.0)
        one.required_positions(0.8)
    return {"cpu": time.process_time() - begin}


def simpy(people: int) -> Told:
    """M/M/10 at 8 erlangs."""
    package = importlib.import_module("simpy")
    luck, world = random.Random(1), package.Environment()
    counters, waits = package.Resource(world, 10), []

    def visit() -> Any:
        came = world.now
        with counters.request() as turn:
            yield turn
            waits.append(world.now - came)
            yield world.timeout(luck.expovariate(1.0))

    def come() -> Any:
        for _ in range(people):
            yield world.timeout(luck.expovariate(8.0))
            world.process(visit())

    world.process(come())
    begin = time.process_time()
    world.run()
    return {"cpu": time.process_time() - begin, "wait": sum(waits) / len(waits)}


def ciw(people: int) -> Told:
    """M/M/10 at 8 erlangs."""
    package = importlib.import_module("ciw")
    network = package.create_network(
        arrival_distributions=[package.dists.Exponential(8.0)],
        service_distributions=[package.dists.Exponential(1.0)],
        number_of_servers=[10],
    )
    world = package.Simulation(network)
    begin = time.process_time()
    world.simulate_until_max_customers(people)
    records = world.get_all_records()
    cpu = time.process_time() - begin
    return {"cpu": cpu, "wait": sum(r.waiting_time for r in records) / len(records)}


def pm4py(path: str, runs: int) -> Told:
    """Read a log; edges with waiting, variants, durations, rework; the best of ``runs``."""
    begun = time.process_time()
    pandas, package = map(importlib.import_module, ("pandas", "pm4py"))
    imported, best = time.process_time() - begun, float("inf")
    for _ in range(runs):
        begin = time.process_time()
        read = pandas.read_parquet if path.endswith(".parquet") else pandas.read_csv
        frame = read(path)
        if "timestamp" in frame:
            frame = package.format_dataframe(
                frame, case_id="case_id", activity_key="activity", timestamp_key="timestamp"
            )
        else:
            frame = package.format_dataframe(frame)
        edges = package.discover_performance_dfg(frame)[0]
        found = package.get_variants(frame)
        package.get_all_case_durations(frame)
        package.get_rework_cases_per_activity(frame)
        best = min(best, time.process_time() - begin)
    return {"cpu": best, "import": imported, "variants": len(found), "edges": len(edges)}


def kmedoids(path: str, points: int, seconds: int) -> Told:
    """FasterPAM from random starts on a square table of distances (.npy), the best of them."""
    numpy, package = map(importlib.import_module, ("numpy", "kmedoids"))
    metres, best, begin = numpy.load(path), float("inf"), time.process_time()
    while time.process_time() - begin < seconds:
        best = min(best, float(package.fasterpam(metres, points).loss))
    return {"cpu": time.process_time() - begin, "value": best}


def spopt(path: str, question: str, points: int, radius: int, seconds: int) -> Told:
    """The ``median`` or ``cover`` of distances and people (.npz) by PuLP's CBC.

    The answer is the open sites, and the verdict the package gives of them.
    """
    numpy, pulp = map(importlib.import_module, ("numpy", "pulp"))
    locate = importlib.import_module("spopt.locate")
    begin = time.monotonic()
    with numpy.load(path) as stored:
        ways, people = stored["metres"].T, stored["people"]
    if question == "median":
        model = locate.PMedian.from_cost_matrix(ways, people, p_facilities=points)
    else:
        model = locate.MCLP.from_cost_matrix(ways, people, radius, p_facilities=points)
    built = time.monotonic() - begin
    model.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=seconds), results=False)
    chosen = [i for i, y in enumerate(model.fac_vars) if (y.value() or 0) > 0.5]
    verdict = pulp.LpStatus[model.problem.status]
    # CBC works in a process of its own, so only wall time is comparable
    wall = time.monotonic() - begin
    return {"wall": wall, "built": built, "sites": chosen, "verdict": verdict}


CALLS: dict[str, Callable[..., Told]] = {
    call.__name__: call for call in (pyworkforce, simpy, ciw, pm4py, kmedoids, spopt)
}


if __name__ == "__main__":
    given = [int(text) if text.isdigit() else text for text in sys.argv[2:]]
    print(json.dumps(CALLS[sys.argv[1]](*given)))
