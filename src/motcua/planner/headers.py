"""Column names and numbers as people write them in a spreadsheet, Vietnamese ones too.

A name is compared without accents, capitals and punctuation, so ``Vĩ độ``, ``vi_do`` and ``VI DO``
are the same column. A name that is not known here stays what it is.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

DELIMITERS = ",;\t|"
_ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("mã", "mã điểm", "mã số", "mã trụ sở", "mã địa điểm", "stt", "số thứ tự", "no", "tt"),
    "name": (
        *("tên", "tên điểm", "tên trụ sở", "tên xã", "tên phường", "tên xã phường", "địa điểm"),
        *("trụ sở", "tên gọi", "title"),
    ),
    "lat": ("vĩ độ", "latitude", "vĩ tuyến"),
    "lon": ("kinh độ", "longitude", "lng", "long", "kinh tuyến"),
    "people": ("dân số", "số dân", "số người", "nhân khẩu", "population", "pop", "inhabitants"),
    "area": (
        "mã xã",
        "mã phường",
        "mã xã phường",
        "xã",
        "phường",
        "xã phường",
        "đơn vị hành chính",
    ),
    "rural": ("nông thôn",),
    "online_share": ("tỷ lệ trực tuyến", "tỉ lệ trực tuyến"),
    "kind": ("loại", "loại điểm", "loại hình"),
    "place": ("cùng địa điểm",),
    "open_cost": ("chi phí mở",),
    "close_cost": ("chi phí đóng",),
    "capacity": ("sức chứa", "công suất", "năng lực"),
    "existing": ("hiện có", "đang hoạt động"),
    "must_open": ("bắt buộc mở", "phải mở", "bắt buộc"),
    "barred": ("không được mở", "cấm mở"),
    "point": ("điểm", "điểm phục vụ", "chi nhánh"),
    "field": ("lĩnh vực",),
    "slot": ("khung giờ", "giờ"),
    "arrivals": ("lượt đến", "số lượt", "lượt"),
    "service_minutes": ("phút phục vụ", "thời gian phục vụ"),
    "patience_minutes": ("phút kiên nhẫn", "thời gian kiên nhẫn"),
}
_KEPT = frozenset({"code", "population", "latitude", "longitude", "lng"})
"""English names the readers look for themselves"""


def plain(name: str) -> str:
    """Return a name without accents, capitals and punctuation."""
    apart = unicodedata.normalize("NFD", name.strip().lower().replace("đ", "d"))
    letters = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


_KNOWN = {plain(alias): name for name, aliases in _ALIASES.items() for alias in aliases}


def recognised(header: Sequence[str]) -> list[str]:
    """Return our name for every column that has one; a name that is taken is not given twice."""
    taken = set(header)
    names = []
    for told in header:
        ours = None if told in _KEPT | set(_ALIASES) else _ours(told)
        if ours is None or ours in taken:
            names.append(told)
        else:
            taken.add(ours)
            names.append(ours)
    return names


def _ours(told: str) -> str | None:
    key = plain(told)
    english = key.replace(" ", "_")
    return english if english in _ALIASES or english in _KEPT else _KNOWN.get(key)


def delimiter_of(line: str) -> str:
    """Return what separates the cells of a header: the most frequent of ``, ; tab |``."""
    return max(DELIMITERS, key=line.count)


def has_decimal_commas(rows: Iterable[Sequence[str]]) -> bool:
    """Whether any cell is a number such as ``21,0285``."""
    return any(_DECIMAL_COMMA.fullmatch(cell.strip()) for row in rows for cell in row)


_DECIMAL_COMMA = re.compile(r"-?\d+(\.\d{3})*,\d+")
_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")


def number_of(raw: str, *, comma: bool) -> float:
    """Return the number a cell says; ``comma`` reads ``1.234,5`` as people write it in Vietnam.

    Raises
    ------
    ValueError
        If it says none.
    """
    text = raw.translate(_NO_SPACES)
    if comma and (_DECIMAL_COMMA.fullmatch(text) or _GROUPED.fullmatch(text)):
        text = text.replace(".", "").replace(",", ".")
    if "_" in text:  # Python reads 1_000, no spreadsheet writes it
        raise ValueError(raw)
    return float(text)


_NO_SPACES = str.maketrans("", "", "\u00a0\u202f ")
