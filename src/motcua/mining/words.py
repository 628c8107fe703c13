"""What reports say, in Vietnamese and English. Every key has both; a test holds them together."""

from __future__ import annotations

VI = {
    "title": "Hồ sơ chờ ở đâu",
    "summary": "Tóm tắt",
    "source": "Nguồn",
    "cases": "Hồ sơ",
    "events": "Sự kiện",
    "variants": "Lộ trình khác nhau",
    "span": "Thời gian của nhật ký",
    "throughput": "Thời gian xử lý (trung bình · trung vị · 90 % · dài nhất)",
    "working_throughput": "Như trên, chỉ tính giờ làm việc",
    "map": "Bản đồ quy trình",
    "map_note": "Mũi tên: số lần, thời gian chờ trung vị · trung bình. Càng đỏ càng chiếm nhiều "
    "thời gian chờ của toàn bộ. Vẽ {nodes}/{all_nodes} bước và {edges}/{all_edges} mũi tên.",
    "bottlenecks": "Điểm nghẽn",
    "bottlenecks_note": "Trung bình và trung vị đứng cạnh nhau: khi khác xa, một số ít hồ sơ nằm "
    "rất lâu còn phần lớn đi ngay.",
    "from": "Sau bước",
    "to": "Trước bước",
    "n": "Số lần",
    "mean": "Trung bình",
    "median": "Trung vị",
    "p90": "90 %",
    "sum": "Tổng",
    "share": "Phần của mọi thời gian chờ",
    "working_mean": "Trung bình (giờ làm việc)",
    "working_median": "Trung vị (giờ làm việc)",
    "path": "Lộ trình",
    "example": "Ví dụ",
    "rework": "Làm lại",
    "step": "Bước",
    "repeats": "Lần lặp",
    "handovers": "Chuyển tay",
    "batching": "Gom lô",
    "person": "Người",
    "batches": "Số lô",
    "size": "Cỡ trung bình",
    "wait_before": "Chờ trước lô",
    "supplements": "Yêu cầu bổ sung",
    "supplements_note": "{asked} hồ sơ phải bổ sung, {twice} hồ sơ hơn một lần; {share} thời gian "
    "là của người dân. Một vòng: trung bình {mean}, trung vị {median}.",
    "change": "Trước và sau thay đổi",
    "change_note": "{before} hồ sơ trước, {after} hồ sơ sau ({out} bỏ ra). Trung bình {mb} → {ma} "
    "(p = {pm}); trung vị {db} → {da} (p = {pd}).",
    "conformance": "Hồ sơ đi đúng quy trình",
    "deviation": "Sai lệch",
    "share_of_cases": "Phần hồ sơ",
    "from_whom": "Từ",
    "to_whom": "Đến",
    "notes": "Lưu ý khi đọc nhật ký",
    "hour": "giờ",
    "day": "ngày",
    "point": ",",
    "minute": "phút",
    "second": "giây",
}
EN = {
    "title": "Where dossiers wait",
    "summary": "Summary",
    "source": "Source",
    "cases": "Cases",
    "events": "Events",
    "variants": "Different routes",
    "span": "Time covered",
    "throughput": "Throughput time (mean · median · 90 % · longest)",
    "working_throughput": "The same, working hours only",
    "map": "Process map",
    "map_note": "Arrows: how often, median · mean waiting. The redder, the larger its share of all "
    "waiting. {nodes} of {all_nodes} steps and {edges} of {all_edges} arrows drawn.",
    "bottlenecks": "Bottlenecks",
    "bottlenecks_note": "Mean and median stand side by side: where they differ widely, a few cases "
    "lie for long and most go on at once.",
    "from": "After step",
    "to": "Before step",
    "n": "Times",
    "mean": "Mean",
    "median": "Median",
    "p90": "90 %",
    "sum": "Total",
    "share": "Share of all waiting",
    "working_mean": "Mean (working hours)",
    "working_median": "Median (working hours)",
    "path": "Route",
    "example": "Example",
    "rework": "Done again",
    "step": "Step",
    "repeats": "Repeats",
    "handovers": "Hand-overs",
    "batching": "Batching",
    "person": "Person",
    "batches": "Batches",
    "size": "Mean size",
    "wait_before": "Waiting before",
    "supplements": "Supplements asked for",
    "supplements_note": "{asked} cases had to bring more, {twice} more than once; {share} of the "
    "time was the applicants'. A round: mean {mean}, median {median}.",
    "change": "Before and after the change",
    "change_note": "{before} cases before, {after} after ({out} left out). Mean {mb} → {ma} "
    "(p = {pm}); median {db} → {da} (p = {pd}).",
    "conformance": "Cases that keep to the route",
    "deviation": "Deviation",
    "share_of_cases": "Share of cases",
    "from_whom": "From",
    "to_whom": "To",
    "notes": "What was odd in the log",
    "hour": "h",
    "day": "d",
    "point": ".",
    "minute": "min",
    "second": "s",
}
LANGUAGES = {"vi": VI, "en": EN}


def duration(hours: float, words: dict[str, str]) -> str:
    """A length of time people can read: seconds, minutes, hours, or days of 24 hours."""
    if hours < 1 / 60:
        return f"{hours * 3600:.0f} {words['second']}"
    if hours < 1:
        return f"{hours * 60:.0f} {words['minute']}"
    if hours < 72:
        return f"{hours:.1f}".replace(".", words["point"]) + f" {words['hour']}"
    return f"{hours / 24:.1f}".replace(".", words["point"]) + f" {words['day']}"


def percent(share: float, words: dict[str, str]) -> str:
    return f"{share * 100:.1f}".replace(".", words["point"]) + " %"
