"""What can be asked of each kind of scenario, with sensible defaults. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from motcua.flow.refusal import Refusal, Refused, Text
from motcua.planning.answers import (
    LONGEST_WINDOW,
    Choice,
    Code,
    Day,
    Known,
    Number,
    Parameter,
    Plain,
    read_all,
)
from motcua.planning.kinds import Kind

LANGUAGES = {"vi": Text("Tiếng Việt", "Vietnamese"), "en": Text("Tiếng Anh", "English")}
MOST_SECONDS = 900
GOALS = {
    "median": Text("Mọi người đi ít nhất", "Least travel for everybody together"),
    "cover": Text("Nhiều người nhất trong tầm", "Most people within reach"),
    "everybody": Text("Mọi người trong tầm, ít điểm nhất", "Everybody within reach, fewest points"),
    "centre": Text("Người xa nhất đi gần nhất", "The farthest person as near as can be"),
    "worst": Text("Một phần mười xa nhất đi ít nhất", "Least travel for the farthest tenth"),
}
TRAVEL = {
    "straight": Text("Đường chim bay", "Straight line"),
    "motorbike": Text("Xe máy, ước tính", "By motorbike, estimated"),
    "car": Text("Ô tô, ước tính", "By car, estimated"),
    "walking": Text("Đi bộ, ước tính", "On foot, estimated"),
}
DEMAND = {
    "population": Text("Dân số từng xã, phường", "Population of each commune"),
    "dossiers": Text(
        "Hồ sơ của trung tâm theo xã và thủ tục", "The centre's dossiers by commune and procedure"
    ),
}
STANDING = {
    "free": Text("Chọn lại từ đầu", "Choose anew"),
    "keep": Text("Giữ mọi điểm đang có", "Keep every point there is"),
}
CANDIDATES = {
    "places": Text("Các điểm đang có", "The points there are"),
    "communes": Text(
        "Các điểm đang có và mọi xã, phường", "The points there are, and every commune"
    ),
}
POINTS_SHOWN = {
    "all": Text("Mọi điểm", "Every point"),
    "branches": Text("Chi nhánh và điểm, không kể cấp xã", "Branches and points, without communes"),
}
_PERCENT = Text("%", "%")
_MINUTES = Text("phút", "minutes")
_FIRST = Parameter(name="first", label=Text("Từ ngày", "From"), reader=Day())
_LAST = Parameter(name="last", label=Text("Đến ngày", "To"), reader=Day())
_GROWTH = Parameter(
    name="growth", label=Text("Tăng trưởng nhu cầu", "Growth of demand"),
    reader=Number(-50, 200), default="0", unit=_PERCENT,
)  # fmt: skip
_ONLINE = Parameter(
    name="online", label=Text("Phần chuyển sang trực tuyến", "Share that moves online"),
    reader=Number(0, 95), default="0", unit=_PERCENT,
    hint=Text("Thêm vào phần đã trực tuyến hiện nay.", "On top of what is online today."),
)  # fmt: skip
_GONE = Parameter(
    name="gone_online",
    label=Text("Thủ tục lên trực tuyến hoàn toàn", "A procedure that goes fully online"),
    reader=Code("procedures"),
    hint=Text("Hồ sơ của thủ tục này không còn đến quầy.", "Its dossiers no longer come to a counter."),
)  # fmt: skip
_SEED = Parameter(
    name="seed", label=Text("Số gieo", "Seed"), reader=Number(0, 2**31 - 1), default="1",
    hint=Text("Cùng số gieo, cùng kết quả.", "The same seed, the same result."),
)  # fmt: skip
_LANGUAGE = Parameter(
    name="language", label=Text("Ngôn ngữ của báo cáo", "Language of the report"),
    reader=Choice(LANGUAGES), default="vi",
)  # fmt: skip


def _code(name: str, register: str, vi: str, en: str) -> Parameter:
    return Parameter(name=name, label=Text(vi, en), reader=Code(register))


SITES = (
    Parameter(name="goal", label=Text("Mục tiêu", "Goal"), reader=Choice(GOALS), default="median"),
    Parameter(name="points", label=Text("Số điểm", "How many points"), reader=Number(1, 500),
              default="30"),
    Parameter(name="travel", label=Text("Đi lại", "Travel"), reader=Choice(TRAVEL),
              default="straight"),
    Parameter(name="radius", label=Text("Tầm, theo đường chim bay", "Reach, by straight line"),
              reader=Number(500, 50_000), default="5000", unit=Text("mét", "metres")),
    Parameter(name="minutes", label=Text("Tầm, theo thời gian đi", "Reach, by travel time"),
              reader=Number(5, 120), default="30", unit=_MINUTES),
    Parameter(name="demand", label=Text("Nhu cầu", "Demand"), reader=Choice(DEMAND),
              default="population"),
    _FIRST, _LAST,
    Parameter(name="candidates", label=Text("Nơi có thể đặt", "Where points may stand"),
              reader=Choice(CANDIDATES), default="places"),
    Parameter(name="standing", label=Text("Điểm đang có", "Points there are"),
              reader=Choice(STANDING), default="free"),
    _code("close_1", "places", "Đóng điểm", "Close a point"),
    _code("close_2", "places", "Đóng thêm điểm", "Close another point"),
    _code("close_3", "places", "Đóng thêm điểm nữa", "Close a third point"),
    _code("open_1", "communes", "Mở điểm mới tại xã, phường", "Open a point in a commune"),
    _code("open_2", "communes", "Mở thêm điểm mới", "Open another point"),
    _code("mobile_1", "communes", "Thêm ngày lưu động tại", "Add a mobile day in"),
    _code("mobile_2", "communes", "Thêm ngày lưu động nữa tại", "Add another mobile day in"),
    _ONLINE, _GONE, _GROWTH,
    Parameter(name="seconds", label=Text("Tìm lâu nhất", "Longest search"),
              reader=Number(1, MOST_SECONDS), default="30", unit=Text("giây", "seconds")),
    _SEED, _LANGUAGE,
)  # fmt: skip
_LOAD = (
    _FIRST, _LAST,
    Parameter(name="shown", label=Text("Điểm được xét", "Points considered"),
              reader=Choice(POINTS_SHOWN), default="branches"),
    Parameter(name="service", label=Text("Một lượt ở quầy", "One visit at a counter"),
              reader=Number(1, 120), default="12", unit=_MINUTES),
    Parameter(name="patience", label=Text("Người dân chờ được", "How long people wait"),
              reader=Number(5, 480), default="60", unit=_MINUTES),
    Parameter(name="within", label=Text("Chờ không quá", "Wait no longer than"),
              reader=Number(1, 120), default="15", unit=_MINUTES),
    Parameter(name="share", label=Text("Phần được phục vụ kịp", "Share served in time"),
              reader=Number(50, 99), default="90", unit=_PERCENT),
    _ONLINE, _GONE, _GROWTH,
)  # fmt: skip
_DAYS = Parameter(name="days", label=Text("Số ngày mô phỏng", "Simulated days"),
                  reader=Number(5, 500), default="50")  # fmt: skip
STAFF = (
    *_LOAD,
    Parameter(name="away", label=Text("Phần cán bộ vắng", "Share of staff away"),
              reader=Number(0, 50), default="10", unit=_PERCENT),
    _DAYS, _SEED, _LANGUAGE,
)  # fmt: skip
_MOVED = Parameter(name="move_people", label=Text("Số người chuyển", "How many people move"),
                   reader=Number(1, 50), default="5")  # fmt: skip
SIMULATE = (
    *_LOAD,
    _code("close_point", "places", "Đóng điểm", "Close a point"),
    _code("close_to", "places", "Người dân và cán bộ chuyển sang", "People and staff go to"),
    _code("move_from", "places", "Chuyển người từ", "Move people from"),
    _code("move_to", "places", "Sang điểm", "To"),
    _MOVED,
    _code("mobile_a", "places", "Ngày lưu động thay cho", "Mobile day for"),
    _code("mobile_b", "places", "Và thay cho", "And for"),
    Parameter(name="mobile_share", label=Text("Phần lượt chuyển sang", "Share of visits that go there"),
              reader=Number(1, 90), default="30", unit=_PERCENT),
    Parameter(name="mobile_people", label=Text("Số người của tổ lưu động", "People of the mobile team"),
              reader=Number(1, 30), default="3"),
    _code("field_online", "fields", "Lĩnh vực lên trực tuyến", "A field that goes online"),
    Parameter(name="field_share", label=Text("Đến mức", "To a share of"), reader=Number(1, 100),
              default="80", unit=_PERCENT),
    _DAYS, _SEED, _LANGUAGE,
)  # fmt: skip
BOTTLENECKS = (
    _FIRST, _LAST,
    _code("field", "fields", "Lĩnh vực", "Field"),
    _code("agency", "agencies", "Cơ quan", "Agency"),
    _code("procedure", "procedures", "Thủ tục (so với lộ trình)", "Procedure (against its route)"),
    _SEED, _LANGUAGE,
)  # fmt: skip
MOVES = (
    _FIRST, _LAST, *(p for p in _LOAD if p.name in {"shown", "service", "patience", "within", "share"}),
    Parameter(name="away", label=Text("Phần cán bộ vắng", "Share of staff away"),
              reader=Number(0, 50), default="0", unit=_PERCENT),
    Parameter(name="farthest", label=Text("Đi xa nhất", "Farthest journey"), reader=Number(5, 120),
              default="45", unit=_MINUTES),
    Parameter(name="days", label=Text("Số ngày mô phỏng", "Simulated days"), reader=Number(5, 500),
              default="10"),
    _SEED, _LANGUAGE,
)  # fmt: skip
BOARD = (_FIRST, _LAST, _LANGUAGE)
PARAMETERS: Mapping[Kind, Sequence[Parameter]] = {
    Kind.SITES: SITES,
    Kind.STAFF: STAFF,
    Kind.SIMULATE: SIMULATE,
    Kind.BOTTLENECKS: BOTTLENECKS,
    Kind.MOVES: MOVES,
    Kind.BOARD: BOARD,
}
# What belongs together: one without the other says nothing.
_PAIRS = (("close_point", "close_to"), ("move_from", "move_to"))


def checked(kind: Kind, typed: Mapping[str, str], known: Known) -> dict[str, Plain]:
    """Return the scenario's parameters.

    Raises
    ------
    Refused
        With one refusal for each answer that cannot be read or does not fit another.
    """
    found, refusals = read_all(PARAMETERS[kind], typed, known)
    refusals += _together(found)
    if refusals:
        raise Refused(*refusals)
    return found


def _together(found: Mapping[str, Plain]) -> list[Refusal]:
    refusals = []
    for one, other in _PAIRS:
        if (one in found) != (other in found):
            missing = other if one in found else one
            refusals.append(Refusal("parameter_missing", Text("Hãy chọn cả hai điểm.",
                                    "Choose both points."), missing))  # fmt: skip
        elif one in found and found[one] == found[other]:
            refusals.append(Refusal("same_point", Text("Hãy chọn hai điểm khác nhau.",
                                    "Choose two different points."), other))  # fmt: skip
    if "mobile_b" in found and "mobile_a" not in found:
        refusals.append(Refusal("parameter_missing", Text("Hãy chọn điểm thứ nhất trước.",
                                "Choose the first point first."), "mobile_a"))  # fmt: skip
    if found.get("mobile_a") and found.get("mobile_a") == found.get("mobile_b"):
        refusals.append(Refusal("same_point", Text("Hãy chọn hai điểm khác nhau.",
                                "Choose two different points."), "mobile_b"))  # fmt: skip
    return refusals + _window(found)


def _window(found: Mapping[str, Plain]) -> list[Refusal]:
    if "first" not in found or "last" not in found:
        return []
    first, last = date.fromisoformat(str(found["first"])), date.fromisoformat(str(found["last"]))
    if first > last:
        words = Text("Ngày cuối trước ngày đầu.", "The last day is before the first.")
        return [Refusal("window_backwards", words, "last")]
    if last - first > LONGEST_WINDOW:
        words = Text("Kỳ dài nhất là một năm.", "A period of one year at most.")
        return [Refusal("window_too_long", words, "first")]
    return []
