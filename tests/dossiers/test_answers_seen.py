"""The answers of a form as the policy lets somebody read them."""

from motcua.disclosure.viewers import Viewer
from motcua.dossiers.views.answers import answers_for
from motcua.formspec.answers import MASK
from tests.formspec.forms import CONDITIONAL, EVERY_TYPE

GOOD = {"name": "Nguyễn Thử Nghiệm", "kind": "house", "id": "001099012345", "phone": "+84912345678",
        "email": "thu@vidu.com.vn", "pages": 100}  # fmt: skip
SETTLING = frozenset({Viewer.SPECIALIST})


def test_the_settling_side_reads_no_identity() -> None:
    seen = answers_for(EVERY_TYPE, GOOD | {"stranger": "Nguyễn"}, SETTLING)
    assert {key for key, value in seen.items() if value == MASK} == {"name", "id", "phone", "email"}
    assert seen["kind"] == "house"
    assert "stranger" not in seen
    assert answers_for(CONDITIONAL, {"owner": "Công ty Thử"}, SETTLING)["owner"] == "Công ty Thử"


def test_the_applicant_reads_everything_and_the_cashier_nothing() -> None:
    assert answers_for(EVERY_TYPE, GOOD, frozenset({Viewer.APPLICANT})) == GOOD
    assert answers_for(EVERY_TYPE, GOOD, frozenset({Viewer.CASHIER})) == {}
