"""Cash with its receipt; the result handed over to whom the record names."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Channel, Status
from motcua.payments.models import Charge
from tests.builders import CERTIFIED_COPY, a_dossier


@pytest.fixture
def copy(cast):
    at = timezone.now() - timedelta(hours=2)
    return a_dossier(
        cast, Status.ACCEPTED, at=at, procedure=CERTIFIED_COPY, channel=Channel.COUNTER
    )


@pytest.fixture
def done(cast):
    return a_dossier(cast, Status.DONE, at=timezone.now() - timedelta(hours=9))


def test_a_certified_copy_on_the_spot(cast, copy, at_work):
    """Paid at the cashier's, settled by the receptionist, handed over by the clerk."""
    base, charge = f"/quay/ho-so/{copy.code}/", Charge.objects.get(subject=f"dossier:{copy.pk}")
    binh, cam = at_work(cast.binh), at_work(cast.cam)
    closed = binh.post(base + "giai-quyet-ngay/", {"request_id": uuid4(), "seen": copy.event_count})
    assert "Chưa nộp đủ phí" in closed.text_shown
    form = {"reference": charge.reference, "request_id": uuid4()}
    answers = [cam.post(base + "thu-tien/", form) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {302}
    receipt = cam.get(answers[0]["Location"]).text_shown
    assert "2.000" in receipt
    copy.refresh_from_db()
    assert copy.fee_paid == copy.fee_due
    answer = binh.post(base + "giai-quyet-ngay/", {"request_id": uuid4(), "seen": copy.event_count})
    assert answer.status_code == 302
    assert Dossier.objects.get(pk=copy.pk).status == Status.DONE


def test_a_charge_of_another_dossier_is_absent(cast, copy, at_work):
    other = a_dossier(cast, Status.ACCEPTED, at=timezone.now() - timedelta(hours=2),
                      procedure=CERTIFIED_COPY, channel=Channel.COUNTER)  # fmt: skip
    charge = Charge.objects.get(subject=f"dossier:{other.pk}")
    browser = at_work(cast.cam)
    form = {"reference": charge.reference, "request_id": uuid4()}
    assert browser.post(f"/quay/ho-so/{copy.code}/thu-tien/", form).status_code == 404
    where = f"/quay/ho-so/{copy.code}/bien-lai/{charge.reference}/"
    assert browser.get(where).status_code == 404


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"who": "applicant", "name": "Nguyễn Mẫu An", "shown": ""}, "giấy tờ đã đối chiếu"),
        ({"who": "authorised", "name": "", "shown": "card"}, "họ tên người nhận"),
        ({"who": "post", "name": "", "post": ""}, "số hiệu bưu gửi"),
        ({"who": "broker", "name": "Ai đó", "shown": "card"}, "Hãy chọn: Ai nhận kết quả"),
        ({"who": "applicant", "name": "A" * 121, "shown": "card"}, "tối đa 120"),
        ({"who": "applicant", "name": "A\0", "shown": "card"}, "ký tự không dùng được"),
    ],
)
def test_a_result_goes_to_nobody_unnamed(cast, done, at_work, said, words):
    form = said | {"request_id": uuid4(), "seen": done.event_count}
    page = at_work(cast.ly).post(f"/quay/ho-so/{done.code}/tra-ket-qua/", form)
    assert page.status_code == 409
    assert words in page.text_shown
    assert Dossier.objects.get(pk=done.pk).status == Status.DONE


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"who": "post", "post": "EB123456789VN"}, "Bưu chính: EB123456789VN"),
        ({"who": "authorised", "name": "Trần Mẫu Khác", "shown": "passport"},
         "Trần Mẫu Khác (ủy quyền), đã xem hộ chiếu"),
    ],
)  # fmt: skip
def test_who_took_it_is_on_record(cast, done, at_work, said, kept):
    form = said | {"request_id": uuid4(), "seen": done.event_count}
    answer = at_work(cast.ly).post(f"/quay/ho-so/{done.code}/tra-ket-qua/", form)
    assert answer.status_code == 302
    done.refresh_from_db()
    assert done.result.collected_by == kept
