"""A birth registered from home: found by unaccented words, submitted, settled, collected, rated."""

import re

from django.core import mail
from django.utils import timezone

from motcua.dossiers.status import Status
from motcua.notices import jobs
from tests.journeys.walks import (
    accept_online,
    act,
    apply_online,
    official_of,
    the_dossier,
    transferred,
)


def test_from_home_to_the_result(people, open_cast):
    citizen = people("an")
    dossier = apply_online(citizen, "khai sinh", "Đăng ký khai sinh")
    citizen.go(f"/tra-cuu/{dossier.code}/")
    citizen.sees("10")

    accept_online(people("binh"), dossier.code)
    dossier = transferred(timezone.now())

    official = people(official_of(dossier, open_cast))
    official.go("/co-quan/")
    official.sees(dossier.code)
    assert "Nguyễn Mẫu An" not in official.page.content()
    act(official, "co-quan", dossier.code, "Đề xuất quyết định", outcome="granted")
    assert "Nguyễn Mẫu An" not in official.page.content()
    act(people("dung"), "co-quan", dossier.code, "Ký duyệt")

    act(people("ly"), "quay", dossier.code, "Trả kết quả", "Trả kết quả", name="Nguyễn Mẫu An")
    assert the_dossier().status == Status.RETURNED
    citizen.go(f"/ho-so/{dossier.code}/")
    citizen.sees("Đã trả kết quả")
    assert "Chi Chuyên Viên" not in citizen.page.content()

    while jobs.owe(timezone.now()) or jobs.send(timezone.now()):
        pass
    link = re.search(r"/danh-gia/[^\s/]+/", mail.outbox[-1].body)
    assert link
    citizen.go(link[0])
    citizen.fill()
    citizen.submit()
    citizen.sees("ảm ơn")
