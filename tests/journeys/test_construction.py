"""A construction permit: a consultation, a supplement answered from home, a decision."""

from django.utils import timezone

from motcua.dossiers.status import Status
from tests.journeys.walks import (
    accept_online,
    act,
    apply_online,
    official_of,
    the_dossier,
    transferred,
    upload_everything,
)


def test_with_consultation_and_supplement(people, open_cast):
    citizen = people("an")
    dossier = apply_online(citizen, "giay phep xay dung", "Cấp giấy phép xây dựng mới công trình cấp III",
                           works_kind="house")  # fmt: skip
    accept_online(people("binh"), dossier.code)
    dossier = transferred(timezone.now())
    official = people(official_of(dossier, open_cast))

    act(official, "co-quan", dossier.code, "Lấy ý kiến", key="planning")
    consulted = people("kien")
    consulted.go("/co-quan/y-kien/")
    consulted.follow(dossier.code)
    consulted.fill(position="agrees")
    consulted.submit()

    act(official, "co-quan", dossier.code, "Yêu cầu bổ sung")
    assert the_dossier().status == Status.SUPPLEMENT_REQUIRED
    citizen.go(f"/ho-so/{dossier.code}/bo-sung/")
    citizen.sees("Nội dung mẫu")
    citizen.follow("Tải lên giấy tờ")
    upload_everything(citizen)
    citizen.submit()
    if "/kiem-tra/" not in citizen.page.url:
        citizen.go(f"/ho-so/{dossier.code}/bo-sung/")
        citizen.follow("kiểm tra và nộp phần bổ sung")
    citizen.tick_everything()
    citizen.submit("Nộp")
    assert the_dossier().status == Status.PROCESSING, citizen.page.inner_text("main")

    act(official, "co-quan", dossier.code, "Hoàn thành bước")
    act(official, "co-quan", dossier.code, "Đề xuất quyết định", outcome="granted")
    act(people("dung"), "co-quan", dossier.code, "Ký duyệt")
    settled = the_dossier()
    assert settled.status == Status.DONE
    assert settled.supplement_rounds == 1
    citizen.go(f"/ho-so/{dossier.code}/")
    citizen.sees("mẫu 02")
