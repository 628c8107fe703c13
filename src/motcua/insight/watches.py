"""What is watched every day, and when it is said: all thresholds in one place, each with its reason.

A *crowd* watch compares people with their peers and speaks of whoever stands out; an *each* watch
speaks of every single case, because the law calls it an exception.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from motcua.flow.refusal import Text
from motcua.insight.grounds import ART_5, ART_19, ART_31, HOUSE, LAW_36

LIMIT = 4.0
"""Standard deviations above the peers: by chance alone about one in 30,000 comparisons. A city of
a thousand officials and fifteen watches then hears of less than one false alarm a month, and of a
few where peers really differ (tests/insight/test_oddness.py counts them)."""
FLOOR = 5
"""Fewer cases than this are no pattern: the same size below which figures are hidden."""
MANY_A_DAY = 200
"""Dossiers looked at on one day: about one in two and a half minutes of a whole working day. Said
whatever the peers do, since a whole office may be at it."""


class By(StrEnum):
    """Whose cases are counted together."""

    PERSON = "person"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Watch:
    """One thing that is watched.

    Parameters
    ----------
    key
        Its name in the database and in addresses.
    names, says
        What it is called, and what a finding says; `says` is no accusation.
    why
        The reason of the thresholds.
    days
        How long a window is looked at, the watched day included.
    floor, base
        The fewest hits, and the fewest cases of which they are, to speak of.
    always
        So many are said whatever the peers do; 0 for none.
    """

    key: str
    names: Text
    says: Text
    why: Text
    basis: Text
    by: By = By.PERSON
    days: int = 30
    floor: int = FLOOR
    base: int = 20
    always: int = field(default=0)

    @property
    def each(self) -> bool:
        """Whether every single case is said."""
        return self.floor == 1


def _each(key: str, names: Text, says: Text, why: Text, basis: Text) -> Watch:
    return Watch(key, names, says, why, basis, By.UNIT, days=1, floor=1, base=1)


LOOKS = (
    Watch(
        "volume", Text("Xem rất nhiều hồ sơ", "Very many dossiers looked at"),
        Text("Trong một ngày xem nhiều hồ sơ hơn hẳn đồng nghiệp cùng vai trò.",
             "Looked at far more dossiers in a day than colleagues in the same role."),
        Text("Từ 40 hồ sơ: ngày bận của một quầy chưa tới mức đó. Từ 200 thì luôn báo: cứ hai phút rưỡi "
             "một hồ sơ suốt cả ngày.",
             "From 40 dossiers: a counter's busy day stays below. From 200 always: one in two and a "
             "half minutes all day long."),
        ART_5, days=1, floor=40, base=1, always=MANY_A_DAY),
    Watch(
        "after-hours", Text("Xem ngoài giờ", "Looks after hours"),
        Text("Xem hồ sơ ngoài giờ làm việc nhiều hơn hẳn đồng nghiệp.",
             "Looks after hours far more often than colleagues."),
        Text("Bảy ngày: một đêm nhiều lần hay mỗi đêm một lần đều thấy; việc gấp lẻ tẻ thì không.",
             "Seven days: many in one night and one every night both show, single urgent ones do not."),
        ART_5, days=7, base=2 * FLOOR),
    Watch(
        "family-name", Text("Hay xem người cùng họ, chữ đệm", "Looks at the same family name"),
        Text("Xem hồ sơ của người cùng họ và chữ đệm nhiều hơn mức mà họ đó gặp ở mọi người.",
             "Looks at people of the same family and middle name more often than others meet that name."),
        Text("So với tần suất của chính họ đó: bốn trên mười người mang một họ thì cùng họ chưa nói gì.",
             "Measured by how common that very name is: where four in ten bear one name it says nothing."),
        LAW_36, base=FLOOR),
    Watch(
        "reveal", Text("Hay mở thông tin định danh", "Reveals identity fields often"),
        Text("Mở trường định danh đã che nhiều hơn hẳn đồng nghiệp, trên số hồ sơ đã thụ lý.",
             "Opens masked identity fields far more often than colleagues, of the dossiers settled."),
        Text("Trên số hồ sơ đã xem để thụ lý, nên người nhiều việc không bị báo chỉ vì nhiều việc.",
             "Of the dossiers looked at to settle, so that nobody is named for having much work."),
        ART_5, base=FLOOR),
)  # fmt: skip
DELAY = (
    Watch(
        "refused-late", Text("Từ chối vào phần mười cuối", "Refusals in the last tenth"),
        Text("Từ chối khi gần hết hạn nhiều hơn hẳn các cơ quan khác.",
             "Refuses when the time is nearly over far more often than other agencies."),
        Text("Trên các hồ sơ bị từ chối trong 90 ngày: từ chối là việc hiếm.",
             "Of dossiers refused in 90 days: refusals are rare."),
        ART_19, By.UNIT, days=90, base=FLOOR),
    Watch(
        "refused", Text("Hay từ chối", "Refuses often"),
        Text("Từ chối nhiều hơn hẳn đồng nghiệp, trên số hồ sơ đã quyết định.",
             "Refuses far more often than colleagues, of the dossiers decided."),
        Text("90 ngày, từ 20 quyết định: ít hơn thì tỷ lệ chưa nói gì.",
             "90 days, from 20 decisions: with fewer the share says nothing."),
        ART_19, days=90),
    Watch(
        "supplement-again", Text("Hay yêu cầu bổ sung lần hai", "Asks for second supplements"),
        Text("Yêu cầu bổ sung từ lần hai nhiều hơn hẳn đồng nghiệp; luật cho một lần.",
             "Asks for a second supplement far more often than colleagues; the law gives one."),
        Text("90 ngày: mỗi hồ sơ chỉ có thể bị một lần.", "90 days: a dossier can meet it only once."),
        ART_19, days=90),
    Watch(
        "moved", Text("Hay hẹn lại", "Moves appointments often"),
        Text("Cơ quan dời ngày hẹn (mẫu 04) nhiều hơn hẳn các cơ quan khác.",
             "The agency moves dates (form 04) far more often than others."),
        Text("Theo cơ quan: ngày hẹn do lãnh đạo ký dời.", "By agency: its head signs for the move."),
        ART_19, By.UNIT, days=90),
    Watch(
        "left-lying", Text("Hay để hồ sơ trực tuyến nằm lại", "Leaves online dossiers lying"),
        Text("Nơi tiếp nhận để hệ thống tự tiếp nhận nhiều hơn hẳn nơi khác.",
             "The point lets the platform accept far more often than others do."),
        Text("30 ngày, từ 20 hồ sơ trực tuyến.", "30 days, from 20 online dossiers."),
        ART_19, By.UNIT),
    Watch(
        "jumped", Text("Hay vượt hàng", "Jumps the queue often"),
        Text("Làm hồ sơ đến hạn sau trước hồ sơ đến hạn sớm hơn nhiều hơn hẳn đồng nghiệp.",
             "Takes later-due dossiers before earlier-due ones far more often than colleagues."),
        Text("Ngoài luồng xanh; 30 ngày, từ 20 việc.", "Outside the green lane; 30 days, 20 acts."),
        ART_19),
    Watch(
        "entered-late", Text("Hay ghi sau sự việc", "Enters after the fact"),
        Text("Ghi nhận sau sự việc nhiều hơn hẳn đơn vị khác.",
             "Enters events after the fact far more often than other units."),
        Text("30 ngày, từ 20 sự kiện.", "30 days, from 20 events."),
        ART_19, By.UNIT),
)  # fmt: skip
ASSIGNMENT = (
    Watch(
        "recusal", Text("Từ chối thụ lý hàng loạt", "A series of self-recusals"),
        Text("Xin từ chối thụ lý nhiều hơn hẳn đồng nghiệp, trên số hồ sơ được giao.",
             "Asks to be recused far more often than colleagues, of the dossiers given."),
        Text("Từ năm lần trong 30 ngày: xung đột thật hiếm khi đến hàng loạt.",
             "From five in 30 days: real conflicts rarely come in series."),
        LAW_36, base=FLOOR),
    Watch(
        "redrawn", Text("Hay cho rút lại", "Has dossiers drawn again"),
        Text("Lãnh đạo cơ quan cho rút lại nhiều hơn hẳn cơ quan khác.",
             "The agency's head has dossiers drawn again far more often than others."),
        Text("90 ngày, từ 20 lần rút.", "90 days, from 20 draws."), HOUSE, By.UNIT, days=90),
    _each(
        "by-hand", Text("Phân công đích danh", "Assigned by hand"),
        Text("Không rút ngẫu nhiên, có căn cứ và hai người duyệt.",
             "Not drawn, on a legal ground with two approvers."),
        Text("Mỗi lần là một ngoại lệ.", "Each is an exception."), HOUSE),
    _each(
        "emergency-roster", Text("Đổi danh sách có hiệu lực ngay", "A roster change at once"),
        Text("Cán bộ vào danh sách rút mà không đợi 24 giờ, hai người duyệt.",
             "An official entered the draw without the 24 hours, two approved."),
        Text("Ai đổi được danh sách ngay trước khi rút thì chọn được người.",
             "Whoever can change the roster just before a draw can choose the official."), HOUSE),
    _each(
        "break-glass", Text("Mở khẩn cấp", "Break-glass"),
        Text("Một hồ sơ được mở toàn bộ trong 30 phút.", "A dossier was opened whole for 30 minutes."),
        Text("Mỗi lần là một ngoại lệ.", "Each is an exception."), ART_5),
)  # fmt: skip
RATED = (
    Watch(
        "extra-cost", Text("Bị nói đòi thêm tiền", "Said to ask for money"),
        Text("Người dân nói bị đòi tiền ngoài phí nhiều hơn hẳn nơi khác.",
             "Citizens speak of money beyond the fee far more often than elsewhere."),
        Text("90 ngày, từ 20 đánh giá.", "90 days, from 20 ratings."), ART_31, By.UNIT, days=90),
)  # fmt: skip
WATCHES: Mapping[str, Watch] = MappingProxyType(
    {one.key: one for one in (*LOOKS, *DELAY, *ASSIGNMENT, *RATED)}
)
