"""What a counter may do with a dossier, as short forms: one row each, the verb of the table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from motcua.desk.choices import places
from motcua.dossiers.actions.choose_return import choose_return
from motcua.dossiers.actions.decline import decline
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.settle_on_the_spot import settle_on_the_spot
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.views.counter_dossier import CounterDossier
from motcua.flow.refusal import Text
from motcua.ui.fields import Field, Option
from motcua.ui.language import t

Said = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One short form: what it asks, what it calls, what it says."""

    slug: str
    verb: str
    words: Text
    done: Text
    fields: Callable[[CounterDossier], tuple[Field, ...]]
    run: Callable[..., Any]
    danger: bool = False
    sees: bool = True


def _grounded(found: CounterDossier) -> tuple[Field, ...]:  # noqa: ARG001
    hint = t("Điều, khoản, văn bản", "Article and text of law")
    return (
        Field("reason", t("Lý do", "Reason"), "textarea", max_length=2000, rows=3),
        Field("ground", t("Căn cứ pháp lý", "Legal ground"), hint=hint, max_length=300),
    )


def _wish(found: CounterDossier) -> tuple[Field, ...]:  # noqa: ARG001
    label = t("Lý do người nộp nêu", "Reason the applicant gives")
    return (Field("reason", label, "textarea", max_length=2000, rows=3),)


def _nothing(found: CounterDossier) -> tuple[Field, ...]:  # noqa: ARG001
    return ()


def _way(found: CounterDossier) -> tuple[Field, ...]:
    ways = (
        Option("point", t("Tại điểm tiếp nhận", "At a reception point")),
        Option("post", t("Qua bưu chính", "By post")),
        Option("online", t("Bản điện tử", "Electronically")),
    )
    return (
        Field("way", t("Cách nhận kết quả", "How to get the result"), "radios", options=ways,
              value=found.return_way),
        Field("point", t("Điểm nhận kết quả", "Point of collection"), "select", required=False,
              options=tuple(places(timezone.localdate())), value=found.return_code),
    )  # fmt: skip


WHO = {
    "applicant": Text("Người nộp hồ sơ", "The applicant"),
    "authorised": Text("Người được ủy quyền", "Somebody authorised"),
    "post": Text("Gửi qua bưu chính", "Sent by post"),
}
PAPERS = {
    "card": Text("thẻ căn cước", "identity card"),
    "passport": Text("hộ chiếu", "passport"),
    "vneid": Text("ứng dụng định danh điện tử", "electronic identity"),
}


def _collector(found: CounterDossier) -> tuple[Field, ...]:
    who = tuple(Option(key, t(*names)) for key, names in WHO.items())
    shown = tuple(Option(key, t(*names)) for key, names in PAPERS.items())
    return (
        Field("who", t("Ai nhận kết quả", "Who takes the result"), "radios", options=who,
              value="post" if found.return_way == "post" else "applicant"),
        Field("name", t("Họ tên người nhận, như trong giấy tờ", "Name as the paper shows it"),
              required=False, max_length=120, value=found.applicant.full_name,
              hint=t("Để trống khi gửi bưu chính", "Leave empty when it is posted")),
        Field("shown", t("Giấy tờ đã đối chiếu", "Paper checked"), "select", required=False,
              options=shown, width="half"),
        Field("post", t("Số hiệu bưu gửi", "Number of the postal item"), required=False,
              max_length=40, width="half",
              hint=t("Khi gửi qua bưu chính", "When it is sent by post")),
    )  # fmt: skip


def collected_by(said: Said) -> str:
    """Return who took the result as the record says it; empty where something is missing."""
    if said["who"] == "post":
        return f"Bưu chính: {said['post']}" if said["post"] else ""
    if not (said["name"] and said["shown"]):
        return ""
    role = " (ủy quyền)" if said["who"] == "authorised" else ""
    return f"{said['name']}{role}, đã xem {PAPERS[said['shown']].vi}"


def _hand_over(*, said: Said, **common: Any) -> Any:
    return return_result(collected_by=collected_by(said), **common)


def _choose(*, said: Said, seen: int, **common: Any) -> Any:  # noqa: ARG001
    return choose_return(way=said["way"], point=said["point"], **common)


def _plain(action: Callable[..., Any]) -> Callable[..., Any]:
    def run(*, said: Said, **common: Any) -> Any:
        return action(**said, **common)

    return run


ACTS: tuple[Act, ...] = (
    Act(
        slug="tu-choi", verb="decline", fields=_grounded, run=_plain(decline), danger=True,
        words=Text("Lập phiếu từ chối (mẫu 03) với lý do và căn cứ. Không mở lại được.",
                   "Issues form 03 with reason and ground. This is final."),
        done=Text("Đã từ chối tiếp nhận.", "Declined."),
    ),
    Act(
        slug="giai-quyet-ngay", verb="settle_on_the_spot", fields=_nothing,
        run=_plain(settle_on_the_spot),
        words=Text("Kết quả được cấp ngay tại quầy khi người nộp đang chờ.",
                   "The result is issued at the counter while the applicant waits."),
        done=Text("Đã giải quyết xong, hãy trả kết quả.", "Settled; hand the result over."),
    ),
    Act(
        slug="chuyen", verb="transfer", fields=_nothing, run=_plain(transfer),
        words=Text("Hồ sơ điện tử đến cơ quan giải quyết ngay; hệ thống phân công người xử lý.",
                   "The electronic file reaches the agency at once; an official is assigned."),
        done=Text("Đã chuyển cơ quan giải quyết.", "Transferred to the agency."),
    ),
    Act(
        slug="rut", verb="withdraw", fields=_wish, run=_plain(withdraw), danger=True,
        words=Text("Theo yêu cầu của người nộp đang có mặt. Không mở lại được.",
                   "At the wish of the applicant who is present. This is final."),
        done=Text("Đã rút hồ sơ.", "Withdrawn."),
    ),
    Act(
        slug="noi-nhan", verb="choose_return", fields=_way, run=_choose,
        words=Text("Đổi được cho đến khi trả kết quả.",
                   "It can be changed until the result is handed over."),
        done=Text("Đã đổi cách nhận kết quả.", "Changed."),
    ),
    Act(
        slug="tra-ket-qua", verb="return_result", fields=_collector, run=_hand_over,
        words=Text("Đối chiếu giấy tờ của người nhận, trả lại bản chính đã giữ.",
                   "Check the paper of whoever takes it, give originals back."),
        done=Text("Đã trả kết quả.", "The result has been handed over."),
    ),
)  # fmt: skip
OTHERS = {"accept": "check", "ask_completion": "completion", "receive": "decision",
          "complete": "form", "supplement": "form"}  # fmt: skip


def act_of(slug: str) -> Act | None:
    """Return the act at an address."""
    return next((act for act in ACTS if act.slug == slug), None)


def slug_of(verb: str) -> str:
    return next((act.slug for act in ACTS if act.verb == verb), "")
