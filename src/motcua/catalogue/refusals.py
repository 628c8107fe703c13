"""Why the catalogue refuses, in words."""

from datetime import date

from motcua.flow.refusal import Refused, refuse


def not_allowed(vi: str, en: str) -> Refused:
    """The actor lacks the permission."""
    return refuse("not_allowed", f"Bạn không có quyền {vi}.", f"You may not {en}.")


def unknown_procedure(code: str) -> Refused:
    """No such procedure is published."""
    return refuse(
        "unknown_procedure",
        f"Không có thủ tục mã {code} trong danh mục; hãy kiểm tra lại mã.",
        f"The catalogue has no procedure {code}; check the code.",
        "code",
    )


def not_in_force(code: str, day: date) -> Refused:
    """The procedure has no version for that day."""
    return refuse(
        "not_in_force",
        f"Thủ tục {code} không có hiệu lực ngày {day:%d/%m/%Y}.",
        f"Procedure {code} is not in force on {day:%d/%m/%Y}.",
        "code",
    )


def no_proposal(code: str) -> Refused:
    """Nothing waits to be published."""
    return refuse(
        "no_proposal",
        f"Thủ tục {code} không có đề xuất nào đang chờ công bố.",
        f"Procedure {code} has no proposal waiting for publication.",
        "code",
    )


def proposal_open(code: str) -> Refused:
    """A proposal is waiting already."""
    return refuse(
        "proposal_open",
        f"Thủ tục {code} đang có một đề xuất chờ công bố; hãy công bố hoặc trả lại trước.",
        f"A proposal for {code} is waiting; publish it or turn it down first.",
        "code",
    )


def same_person() -> Refused:
    """The proposer may not publish."""
    return refuse(
        "same_person",
        "Người đề xuất không được tự công bố; cần một người thứ hai.",
        "Whoever proposed a version may not publish it; a second person must.",
    )


def nothing_new(code: str) -> Refused:
    """The proposal equals what is in force."""
    return refuse(
        "nothing_new",
        f"Nội dung đề xuất của thủ tục {code} giống hệt phiên bản hiện hành.",
        f"The proposal for {code} says exactly what is in force already.",
    )


def begins_too_early(code: str, first: date) -> Refused:
    """A published version begins on that day or later."""
    return refuse(
        "begins_too_early",
        f"Thủ tục {code} đã công bố từ {first:%d/%m/%Y}; phiên bản mới phải bắt đầu sau đó.",
        f"Procedure {code} has a version published from {first:%d/%m/%Y}; begin later.",
        "valid_from",
    )


def proposal_changed() -> Refused:
    """What was read is not what waits."""
    return refuse(
        "proposal_changed",
        "Đề xuất đã thay đổi so với bản bạn xem; hãy xem lại trước khi công bố.",
        "The proposal is not the one you read; look at it again before you publish.",
    )
