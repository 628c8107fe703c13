"""From a scenario's parameters to the commands that anybody can type. Pure.

Commands are lists of words, never a line for a shell; they name files of the scenario's own folder.
"""

import shlex
from collections.abc import Mapping, Sequence

from motcua.planning.answers import Plain
from motcua.planning.kinds import Kind

OUT = "plan"
BOARD_MODULE = "motcua.planning.board_figures"
Words = list[str]


def commands_of(
    kind: Kind, asked: Mapping[str, Plain], files: Sequence[str], hours: str = ""
) -> list[Words]:
    """Return the commands; the last one writes the folder `plan`.

    Parameters
    ----------
    files
        The names of the scenario's files: an optional one is named only where it is there.
    hours
        Opening hours as `motcua plan bottlenecks --hours` reads them.
    """
    if kind is Kind.SITES:
        return [_sites(asked)]
    if kind is Kind.STAFF:
        return [_staff(asked, OUT)]
    if kind is Kind.SIMULATE:
        return [_simulate(asked)]
    if kind is Kind.MOVES:
        moves = ["plan", "moves", "have.csv", "staff/shifts.csv", "minutes.csv", "--out", OUT,
                 "--farthest", str(asked["farthest"]), "--language", str(asked["language"])]  # fmt: skip
        return [_staff(asked, "staff"), moves]
    if kind is Kind.BOARD:
        return [["board", "events.csv", "routes.json", "names.json", OUT, "--hours", hours]]
    return [_bottlenecks(asked, files, hours)]


def as_typed(words: Sequence[str]) -> str:
    """Return a command as one types it."""
    if words[0] == "board":
        return shlex.join(["python", "-m", BOARD_MODULE, *words[1:]])
    return shlex.join(["motcua", *words])


def as_run(python: str, words: Sequence[str]) -> Words:
    """Return the words of the process: this very installation's `motcua`."""
    if words[0] == "board":
        return [python, "-m", BOARD_MODULE, *words[1:]]
    return [python, "-m", "motcua.site.cli", *words]


def resumed(words: Sequence[str]) -> Words:
    """Return the command that goes on where an interrupted one stood, where it can."""
    return [*words, "--resume"] if words[:2] == ["plan", "sites"] else list(words)


def _sites(asked: Mapping[str, Plain]) -> Words:
    words = ["plan", "sites", "--sites", "sites.csv", "--demand", "demand.csv", "--out", OUT,
             "--goal", str(asked["goal"])]  # fmt: skip
    if asked["goal"] != "everybody":
        words += ["--points", str(asked["points"])]
    if asked["travel"] == "straight":
        words += _radius(asked, "radius")
    else:
        words += ["--mode", str(asked["travel"]), "--longest", "120", *_radius(asked, "minutes")]
    return [*words, "--growth", _factor(asked), "--seconds", str(asked["seconds"]), *_last(asked)]


def _radius(asked: Mapping[str, Plain], name: str) -> Words:
    # For the other goals a radius would be a condition, not a figure of the report.
    return ["--radius", str(asked[name])] if asked["goal"] in {"cover", "everybody"} else []


def _factor(asked: Mapping[str, Plain]) -> str:
    return f"{1 + float(asked['growth']) / 100:g}"


def _staff(asked: Mapping[str, Plain], out: str) -> Words:
    return ["plan", "staff", "arrivals.csv", "fields.csv", "--out", out, *_target(asked),
            "--shrinkage", f"{float(asked['away']) / 100:g}", "--days", str(asked["days"]),
            *_last(asked)]  # fmt: skip


def _target(asked: Mapping[str, Plain]) -> Words:
    return ["--within", str(asked["within"]), "--share", f"{float(asked['share']) / 100:g}"]


def _simulate(asked: Mapping[str, Plain]) -> Words:
    words = ["plan", "simulate", "arrivals.csv", "fields.csv", "shifts.csv", "--out", OUT,
             *_target(asked), "--days", str(asked["days"])]  # fmt: skip
    if "close_point" in asked:
        words += ["--close", f"{asked['close_point']}={asked['close_to']}"]
    if "move_from" in asked:
        moved = (asked["move_from"], asked["move_to"], asked["move_people"], "*")
        words += ["--move", "=".join(map(str, moved))]
    if "field_online" in asked:
        words += ["--online", f"{asked['field_online']}={float(asked['field_share']) / 100:g}"]
    if "mobile_a" in asked:
        homes = ",".join(str(asked[k]) for k in ("mobile_a", "mobile_b") if k in asked)
        share = f"{float(asked['mobile_share']) / 100:g}"
        words += ["--mobile", f"mobile={homes}={share}={asked['mobile_people']}=*"]
    return [*words, *_last(asked)]


def _bottlenecks(asked: Mapping[str, Plain], files: Sequence[str], hours: str) -> Words:
    words = ["plan", "bottlenecks", "events.csv", "--out", OUT, "--hours", hours,
             "--days-off", "days_off.csv"]  # fmt: skip
    if "route.json" in files:
        words += ["--route", "route.json"]
    return [*words, *_last(asked)]


def _last(asked: Mapping[str, Plain]) -> Words:
    return ["--seed", str(asked["seed"]), "--language", str(asked["language"])]
