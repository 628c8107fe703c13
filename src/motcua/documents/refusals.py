"""Why a file is not taken: each sentence names the file, what is wrong and what to do."""

from motcua.documents.names import display_name
from motcua.flow.refusal import Refused, refuse

ACCEPTED_VI = "Hệ thống nhận tệp PDF, JPEG, PNG và WebP."
ACCEPTED_EN = "PDF, JPEG, PNG and WebP files are accepted."

# What `filetype` finds -> what the sender can do about it.
_ADVICE = (
    (
        ("image/heic", "image/heif", "image/avif"),
        "Hãy lưu hoặc chia sẻ ảnh dưới dạng JPEG (iPhone: Cài đặt > Camera > Định dạng).",
        "Save or share the picture as JPEG (iPhone: Settings > Camera > Formats).",
    ),
    (
        ("application/msword", "application/vnd.", "application/rtf", "application/x-ole-storage"),
        "Hãy mở tệp và chọn Lưu dưới dạng PDF, rồi tải tệp PDF lên.",
        "Open it, choose Save as PDF and upload the PDF.",
    ),
    (
        ("application/zip", "application/x-rar", "application/x-7z", "application/gzip",
         "application/x-tar", "application/x-bzip2", "application/x-xz"),
        "Hãy giải nén và tải lên từng tệp bên trong.",
        "Unpack it and upload the files one by one.",
    ),
    (
        ("image/",),
        "Hãy lưu ảnh dưới dạng JPEG hoặc PNG rồi tải lên lại.",
        "Save the picture as JPEG or PNG and upload that.",
    ),
)  # fmt: skip
_SCAN_VI = "Hãy quét hoặc chụp giấy tờ thành PDF hoặc JPEG rồi tải lên lại."
_SCAN_EN = "Scan or photograph the paper as PDF or JPEG and upload that."


class RefusedFile:
    """Makes the refusals of one file: its name and the form field stand in each."""

    def __init__(self, name: str, where: str) -> None:
        self.name = display_name(name, "")
        self.where = where

    def _refuse(self, code: str, vi: str, en: str) -> Refused:
        return refuse(
            f"file_{code}", f"Tệp “{self.name}” {vi}", f"The file “{self.name}” {en}", self.where
        )

    def empty(self) -> Refused:
        return self._refuse(
            "empty",
            "không có nội dung (0 byte). Hãy kiểm tra tệp trên máy rồi tải lên lại.",
            "is empty (0 bytes). Check it on your device and upload it again.",
        )

    def too_large(self, limit: int) -> Refused:
        mb = f"{limit / (1 << 20):g} MB"
        return self._refuse(
            "too_large",
            f"lớn hơn {mb}, là cỡ lớn nhất được nhận. Hãy quét ở 200–300 dpi, nén tệp, "
            "hoặc chia thành nhiều tệp.",
            f"is larger than {mb}, the most that is accepted. Scan at 200–300 dpi, compress it, "
            "or split it.",
        )

    def wrong_kind(self, found: str) -> Refused:
        vi, en = next(
            ((vi, en) for mimes, vi, en in _ADVICE if found.startswith(mimes)), (_SCAN_VI, _SCAN_EN)
        )
        return self._refuse(
            "wrong_kind",
            f"thuộc loại không được nhận ({found or 'không rõ'}). {ACCEPTED_VI} {vi}",
            f"is of a kind that is not accepted ({found or 'unknown'}). {ACCEPTED_EN} {en}",
        )

    def damaged(self) -> Refused:
        return self._refuse(
            "damaged",
            "bị hỏng hoặc thiếu dữ liệu nên không mở được. Hãy mở thử trên máy; nếu không mở "
            "được, hãy quét hoặc chụp lại.",
            "is damaged or incomplete and cannot be opened. Try to open it on your device; "
            "if that fails, scan or photograph the paper again.",
        )

    def locked(self) -> Refused:
        return self._refuse(
            "locked",
            "được bảo vệ bằng mật khẩu nên cơ quan không đọc được. Hãy bỏ mật khẩu "
            "(mở tệp rồi In > Lưu dưới dạng PDF) và tải lên lại.",
            "is protected by a password and cannot be read. Take the password off "
            "(open it, Print > Save as PDF) and upload it again.",
        )

    def active(self, *, signed: bool) -> Refused:
        if signed:
            return self._refuse(
                "active",
                "có chữ ký số nhưng chứa tệp đính kèm hoặc mã chạy tự động, không gỡ ra được mà "
                "vẫn giữ chữ ký. Hãy xin bản ký số không kèm các phần này.",
                "is digitally signed and holds attachments or scripts, which cannot be taken out "
                "without breaking the signature. Ask its issuer for one without them.",
            )
        return self._refuse(
            "active",
            "chứa mã chạy tự động không gỡ ra được. Hãy mở tệp, chọn In > Lưu dưới dạng PDF và "
            "tải lên lại.",
            "holds scripts that cannot be taken out. Open it, choose Print > Save as PDF and "
            "upload that.",
        )

    def intricate(self) -> Refused:
        return self._refuse(
            "intricate",
            "có quá nhiều thành phần so với một giấy tờ. Hãy mở tệp, chọn In > Lưu dưới dạng PDF, "
            "hoặc chia thành nhiều tệp.",
            "has too many parts for a paper. Open it, choose Print > Save as PDF, or split it.",
        )

    def too_many_pixels(self, limit: int) -> Refused:
        return self._refuse(
            "too_many_pixels",
            f"có nhiều hơn {limit // 1_000_000} triệu điểm ảnh, là mức lớn nhất được nhận. "
            "Hãy chụp ở độ phân giải thấp hơn hoặc quét ở 300 dpi.",
            f"has more than {limit // 1_000_000} million pixels, the most that is accepted. "
            "Photograph it at a lower resolution or scan it at 300 dpi.",
        )

    def moving(self) -> Refused:
        return self._refuse(
            "moving",
            "là ảnh động. Hãy lưu từng trang thành ảnh JPEG hoặc gộp thành một tệp PDF.",
            "is an animation. Save each page as a JPEG, or all as one PDF.",
        )

    def names_its_signer(self) -> Refused:
        return self._refuse(
            "signed",
            "có chữ ký số, cho biết tên người ký; hai bên của hồ sơ không biết tên nhau. Hãy in tệp ra "
            "PDF không ký (In > Lưu dưới dạng PDF). Giấy tờ phải có chữ ký số thì nộp ở phần bổ sung.",
            "is digitally signed and names its signer; the two sides do not learn names. Print it to "
            "a PDF without a signature. A paper that must be signed is handed in as a supplement.",
        )

    def infected(self, finding: str) -> Refused:
        return self._refuse(
            "infected",
            f"bị phần mềm kiểm tra phát hiện mã độc ({finding}). Hãy quét virus máy của bạn và "
            "tải lên một bản khác.",
            f"was found to hold malware ({finding}). Check your device and upload another copy.",
        )
