"""What was asked of a scenario, line by line in words; what its figures are called. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.flow.refusal import Text
from motcua.planning.answers import Choice, Code, Day, Known, Parameter, Plain
from motcua.planning.kinds import Kind
from motcua.planning.parameters import PARAMETERS

# What the other answers of a scenario make meaningless.
_NEEDS_DOSSIERS = {"first", "last", "gone_online"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a run as it is compared: `form` is number, share, metres, minutes or text."""

    key: str
    names: Text
    value: Any
    form: str


def asked_in_words(kind: Kind, asked: Mapping[str, Plain], known: Known) -> list[tuple[Text, Text]]:
    """Return label and answer of every parameter that counts."""
    return [
        (one.label, _answer(one, asked[one.name], known))
        for one in PARAMETERS[kind]
        if one.name in asked and _counts(kind, one.name, asked)
    ]


def _counts(kind: Kind, name: str, asked: Mapping[str, Plain]) -> bool:
    if kind is Kind.SITES:
        if name in _NEEDS_DOSSIERS:
            return asked["demand"] == "dossiers"
        straight = asked["travel"] == "straight"
        if name in {"radius", "minutes"}:
            reach = asked["goal"] in {"cover", "everybody"}
            return reach and straight == (name == "radius")
        if name == "points":
            return asked["goal"] != "everybody"
    paired = {"move_people": "move_from", "mobile_share": "mobile_a", "mobile_people": "mobile_a",
              "field_share": "field_online"}  # fmt: skip
    return kind is not Kind.SIMULATE or name not in paired or paired[name] in asked


def _answer(one: Parameter, value: Plain, known: Known) -> Text:
    if isinstance(one.reader, Choice):
        return one.reader.options.get(str(value), Text(str(value), str(value)))
    if isinstance(one.reader, Code):
        names = one.reader.options(known).get(str(value))
        return names or Text(str(value), str(value))
    if isinstance(one.reader, Day):
        day = date.fromisoformat(str(value))
        return Text(f"{day:%d/%m/%Y}", f"{day:%d/%m/%Y}")
    unit = one.unit or Text("", "")
    return Text(f"{value} {unit.vi}".strip(), f"{value} {unit.en}".strip())


STATUS_NAMES = {
    "optimal": Text("Tối ưu, đã chứng minh", "Optimal, proven"),
    "feasible": Text("Tốt nhất tìm được", "Best found"),
    "infeasible": Text("Không thể", "Impossible"),
}
_MEASURES = {
    "visits": (Text("Lượt mỗi ngày", "Visits a day"), "number"),
    "mean_wait": (Text("Chờ trung bình", "Mean wait"), "minutes"),
    "in_time": (Text("Được phục vụ kịp", "Served in time"), "share"),
    "left": (Text("Bỏ về", "Left"), "share"),
    "turned_away": (Text("Phải quay lại hôm khác", "Turned away"), "share"),
    "occupancy": (Text("Quầy bận", "Counters busy"), "share"),
    "overtime": (Text("Làm thêm giờ", "Overtime"), "minutes"),
}


def figures_in_words(kind: Kind, figures: Mapping[str, Any]) -> list[Figure]:
    """Return the figures of a run in the order they are compared."""
    if not figures:
        return []
    made = {
        Kind.SITES: _sites,
        Kind.STAFF: _staff,
        Kind.SIMULATE: _simulate,
        Kind.BOTTLENECKS: _bottlenecks,
        Kind.MOVES: _moves,
    }.get(kind)
    return list(made(figures)) if made else []


def _sites(f: Mapping[str, Any]) -> Iterator[Figure]:
    unit = "metres" if f["largest_distance"] > 200 else "minutes"
    status = STATUS_NAMES.get(f["status"], Text(f["status"], f["status"]))
    yield Figure("status", Text("Kết luận", "Verdict"), status, "text")
    yield Figure("points", Text("Số điểm", "Points"), f["points"], "number")
    yield Figure("within", Text("Người trong tầm", "People within reach"), f["within"], "share")
    yield Figure("mean", Text("Đi trung bình", "Mean travel"), f["mean_distance"], unit)
    yield Figure("worst", Text("Một phần mười xa nhất", "Farthest tenth"), f["worst_decile"], unit)
    yield Figure("largest", Text("Xa nhất", "Farthest"), f["largest_distance"], unit)
    yield Figure(
        "gap", Text("Cách cận đã chứng minh", "Gap to the proven bound"), f["gap"], "share"
    )


def _staff(f: Mapping[str, Any]) -> Iterator[Figure]:
    yield Figure("people", Text("Ca làm việc", "Shifts"), f["people"], "number")
    yield from _measured(f, "")


def _simulate(f: Mapping[str, Any]) -> Iterator[Figure]:
    for name, measured in f["scenarios"].items():
        yield from _measured(measured, name)


def _measured(f: Mapping[str, Any], name: str) -> Iterator[Figure]:
    prefix = f"{name}: " if name else ""
    for key, (names, form) in _MEASURES.items():
        if key in f:
            yield Figure(f"{name}/{key}", Text(prefix + names.vi, prefix + names.en), f[key], form)


def _bottlenecks(f: Mapping[str, Any]) -> Iterator[Figure]:
    yield Figure("cases", Text("Hồ sơ", "Dossiers"), f["cases"], "number")
    yield Figure(
        "variants", Text("Số đường đi khác nhau", "Different routes"), f["variants"], "number"
    )
    for n, edge in enumerate(f["edges"][:3], start=1):
        said = f"{edge['source']} → {edge['target']} ({100 * edge['share']:.1f} %)"
        yield Figure(
            f"edge{n}", Text(f"Điểm nghẽn {n}", f"Bottleneck {n}"), Text(said, said), "text"
        )


def _moves(f: Mapping[str, Any]) -> Iterator[Figure]:
    yield Figure("moves", Text("Đề xuất", "Suggestions"), f["moves"], "number")
    yield Figure("people", Text("Số người", "People"), f["people"], "number")
