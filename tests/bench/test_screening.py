"""How much text is screened a second; printed, never asserted. Run with ``make bench``."""

import time

import pytest

from motcua.screening.screen import screen
from tests.screening.cases import CONTACT, NO_CONTACT

pytestmark = pytest.mark.bench

PLAIN = " ".join(NO_CONTACT) + "\n"
PROSE = (
    "Kính gửi Ủy ban nhân dân phường. Tôi đã nộp hồ sơ xác nhận tình trạng hôn nhân và đề nghị được "
    "bổ sung giấy tờ theo quy định; giấy xác nhận do cơ quan có thẩm quyền cấp còn giá trị sử dụng. "
    "Đề nghị cơ quan giải quyết xem xét, trả lời bằng văn bản trong thời hạn luật định.\n"
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("prose", PROSE),
        ("codes, dates, decrees", PLAIN),
        ("full of contacts", "\n".join(text for texts in CONTACT.values() for text in texts)),
    ],
)
def test_screening(name: str, text: str) -> None:
    many = text * (400_000 // len(text) + 1)
    size, best, wall = len(many.encode()) / 1e6, float("inf"), float("inf")
    for _ in range(3):
        begun, start = time.perf_counter(), time.process_time()
        screen(many)
        best = min(best, time.process_time() - start)
        wall = min(wall, time.perf_counter() - begun)
    print(
        f"screening {name:<24}{size / best:>8.1f} MB a cpu second, {size / wall:.1f} a second"
        f"   (aim: 2; {size:.1f} MB)"
    )
