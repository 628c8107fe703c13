"""A certified copy at the counter: received, paid, settled on the spot, handed over."""

from motcua.dossiers.status import Status
from tests.journeys.walks import act, receive_at_counter, the_dossier


def test_settled_while_the_applicant_waits(people, open_cast):
    desk = people("binh")
    dossier = receive_at_counter(
        desk, "chung thuc ban sao", "Chứng thực bản sao từ bản chính", foreign_paper="false"
    )
    desk.sees("Chưa nộp đủ phí")

    people("cam").go(f"/quay/ho-so/{dossier.code}/")
    people("cam").submit_or_follow("Thu tiền mặt")
    people("cam").submit("tiền mặt")
    people("cam").sees("Biên lai")

    act(desk, "quay", dossier.code, "Giải quyết ngay", "Giải quyết ngay")
    act(people("ly"), "quay", dossier.code, "Trả kết quả", "Trả kết quả", name="Nguyễn Mẫu An")
    ended = the_dossier()
    assert ended.status == Status.RETURNED
    assert ended.fee_paid == ended.fee_due
    assert (ended.received_by, ended.returned_by) == (
        open_cast.binh.person_id,
        open_cast.ly.person_id,
    )
