"""From the person at the counter to the receipt, and from the result to its collection."""

from datetime import timedelta
from urllib.parse import unquote
from uuid import uuid4

from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from tests.builders import MARRIAGE_STATUS, a_dossier, answers_for


def posted_answers(procedure):
    """Return the answers as a browser sends them: dates in three parts."""
    post = {}
    for key, value in answers_for(procedure).items():
        if isinstance(value, str) and len(value) == 10 and value[4] == "-":
            year, month, day = value.split("-")
            post |= {f"{key}.day": day, f"{key}.month": month, f"{key}.year": year}
        else:
            post[key] = (
                {True: "true", False: "false"}.get(value, value)
                if isinstance(value, bool)
                else value
            )
    return post


def test_a_dossier_is_received_with_a_receipt(cast, at_work):
    browser = at_work(cast.binh)
    answer = browser.post("/quay/nguoi-nop/", {"id_number": "001200000001"})
    assert answer.status_code == 302
    where = answer["Location"]
    assert "001200000001" not in where
    token = unquote(where.split("nguoi=")[1])
    shown = browser.get(where + "&q=tinh trang hon nhan").content.decode()
    assert "Nguyễn Mẫu An" in shown
    assert MARRIAGE_STATUS in shown
    answer = browser.post(f"/quay/thu-tuc/{MARRIAGE_STATUS}/lap/", {"nguoi": token})
    form = answer["Location"]
    assert browser.get(form).status_code == 200
    answer = browser.post(
        form, posted_answers(MARRIAGE_STATUS) | {"way": "point", "point": cast.point}
    )
    assert answer.status_code == 302, answer.content.decode()
    papers = answer["Location"]
    page = browser.get(papers).content.decode()
    ticks = {
        f"how.{key.split('how.')[1]}": "seen" for key in page.split('"') if key.startswith("how.")
    }
    answer = browser.post(papers, ticks)
    decision = answer["Location"]
    page = browser.get(decision).content.decode()
    answer = browser.post(decision, {"request_id": uuid4(), "seen": 0})
    assert answer.status_code == 302, answer.content.decode()
    dossier = Dossier.objects.get(status=Status.ACCEPTED)
    page = browser.get(answer["Location"]).content.decode()
    assert dossier.code in page
    receipt = browser.get(f"/quay/ho-so/{dossier.code}/giay-tiep-nhan/").content.decode()
    assert f"/tra-cuu/{dossier.code}/" in receipt


def test_the_result_is_handed_over(cast, at_work):
    done = a_dossier(cast, Status.DONE, at=timezone.now() - timedelta(hours=8))
    browser = at_work(cast.ly)
    assert done.code in browser.get("/quay/").content.decode()
    where = f"/quay/ho-so/{done.code}/tra-ket-qua/"
    assert browser.get(where).status_code == 200
    marks = {"request_id": uuid4(), "seen": done.event_count}
    said = {"who": "applicant", "name": "Nguyễn Mẫu An", "shown": "card"}
    answer = browser.post(where, marks | said)
    assert answer.status_code == 302, answer.content.decode()
    done.refresh_from_db()
    assert done.status == Status.RETURNED
    assert done.result.collected_by == "Nguyễn Mẫu An, đã xem thẻ căn cước"
