"""The one answer for a dossier that does not exist and one that the asker may not see."""

from motcua.flow.refusal import Refusal, Text

ABSENT = Refusal(
    "absent",
    Text(
        "Không tìm thấy hồ sơ. Hãy kiểm tra lại mã hồ sơ.",
        "No such dossier. Check the code.",
    ),
)
