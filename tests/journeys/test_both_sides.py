"""Both sides of one dossier in two browsers, and reception in a third: what each sees, and does not.

Every step looks at all screens at once. Set JOURNEY_PICTURES to a folder to keep the pictures:
one page with the screens side by side for each step.
"""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import FilePayload

from motcua.contact.jobs import release_due
from motcua.contact.models import Hearing, Message
from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.events.models import Event
from motcua.identity.models import Person as Row
from motcua.identity.roles import Role
from tests.cast import Cast, _official
from tests.documents.made import pdf, saying
from tests.journeys.album import Album, Screen
from tests.journeys.browser import PASSWORD, Person
from tests.journeys.walks import accept_online, act, apply_online, official_of, transferred

NAME, NUMBER = "Nguyễn Mẫu An", "001200000001"
SIDES = {"an": "Người nộp", "binh": "Tiếp nhận"}
GROUND = "Điều 19 Nghị định 61/2018/NĐ-CP"
SPELLED = "Anh gọi em nhé: không chín một hai ba bốn năm sáu bảy tám"

People = Callable[[str], Person]


class Clock:
    """The day of the story, for every request and job: messages wait for its slots, not for ours."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def to(self, hour: int, minute: int) -> datetime:
        self.at = self.at.replace(hour=hour, minute=minute)
        return self.at


@pytest.fixture
def clock(monday: datetime, monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock(monday.replace(hour=8, minute=10))
    monkeypatch.setattr("django.utils.timezone.now", made)
    return made


@pytest.fixture
def another_clerk(open_cast: Cast) -> str:
    """Let there be a second result clerk: whoever hosts the hearing may not hand the result over."""
    _official("mai", "Mai Trả Kết Quả", open_cast.point, Role.RESULT_CLERK)
    Row.objects.filter(login="mai").update(password=make_password(PASSWORD))
    return "mai"


class Sides:
    """The three screens; each step says what each must and must not show."""

    def __init__(self, people: People, album: Album, dossier: Dossier, cast: Cast) -> None:
        self.people, self.album, self.code = people, album, dossier.code or ""
        self.hidden = hidden_answers(dossier)
        self.officials = [cast.chi.name, cast.giang.name]
        # Who settles, under which alias, and who hosts the hearing: known once they are found.
        self.official, self.alias, self.host = "", "", ""

    def step(self, title: str, **screens: tuple[str, list[str], list[str]]) -> None:
        """Open one page for each side, and compare: address, what is seen, what is not."""
        shots = []
        for login, (path, sees, not_sees) in screens.items():
            who = self.official if login == "official" else login
            shots.append(self._look(who, path.format(code=self.code), sees, not_sees))
        self.album.add(title, shots)

    def _look(self, who: str, path: str, sees: list[str], not_sees: list[str]) -> Screen:
        person = self.people(who)
        person.go(path)
        text, source = person.page.inner_text("body"), person.page.content()
        for one in sees:
            assert one in text, f"{who} does not see “{one}” at {path}:\n{text}"
        for one in not_sees:
            assert one not in source, f"{who} sees “{one}” at {path}"
        seen = "; ".join(sees)
        picture = person.page.screenshot(full_page=True)
        return Screen(SIDES.get(who, "Chuyên viên"), path, seen, picture)


def hidden_answers(dossier: Dossier) -> list[str]:
    """Return the identity values of the form that the settling side may not read."""
    form = definition_of(dossier).form
    values = (str(dossier.answers.get(f.key) or "") for f in form.fields if f.masked)
    return [value for value in values if len(value) > 5 and value != "Nội dung mẫu"]


def test_both_sides_of_one_dossier(
    people: People, open_cast: Cast, clock: Clock, another_clerk: str, browser, tmp_path: Path
) -> None:
    album = Album("Hai phía của một hồ sơ · Both sides of one dossier")
    citizen = people("an")
    dossier = apply_online(citizen, "khai sinh", "Đăng ký khai sinh", **CANARIES)
    sides = Sides(people, album, dossier, open_cast)
    _received(sides, clock, open_cast)
    _revealed(sides, clock)
    _blocked(sides, clock)
    _talked(sides, clock)
    _heard(sides, clock)
    _decided(sides, clock, open_cast, another_clerk)
    folder = Path(os.environ.get("JOURNEY_PICTURES") or tmp_path)
    written = album.write(folder, browser)
    assert written.stat().st_size > 100_000
    assert (folder / "both-sides.png").exists()


CANARIES = {"phone": "0912000417"}


def _received(sides: Sides, clock: Clock, cast: Cast) -> None:
    """Reception knows the person, not who settles; the settling side knows the case."""
    clock.to(8, 20)
    for login in ("chi", "giang"):
        person = sides.people(login)
        person.go("/co-quan/")
        assert sides.code not in person.page.content()
        assert person.page.goto(f"{person.base}/co-quan/ho-so/{sides.code}/").status == 404
    accept_online(sides.people("binh"), sides.code)
    dossier = transferred(clock())
    sides.official = official_of(dossier, cast)
    other = "giang" if sides.official == "chi" else "chi"
    outsider = sides.people(other)
    assert outsider.page.goto(f"{outsider.base}/co-quan/ho-so/{sides.code}/").status == 404
    found = sides.people(sides.official)
    assert found.page.goto(f"{found.base}/quay/nguoi-nop/").status == 404  # no search of people
    sides.alias = dossier.alias
    person = [NAME, NUMBER, *sides.hidden]
    sides.step(
        "Hồ sơ được tiếp nhận và phân công",
        an=("/ho-so/{code}/", [f"Chuyên viên {sides.alias}"], sides.officials),
        binh=("/quay/ho-so/{code}/", [NAME], [*sides.officials, sides.alias]),
        official=("/co-quan/ho-so/{code}/", ["•••"], person),
    )


def _revealed(sides: Sides, clock: Clock) -> None:
    """One field for one reason; the applicant reads which and why, and never by whom."""
    clock.to(8, 30)
    dossier = Dossier.objects.get(code=sides.code)
    form = definition_of(dossier).form
    field = next(f for f in form.fields if f.masked and str(dossier.answers.get(f.key)) == NUMBER)
    act(sides.people(sides.official), "co-quan", sides.code, "Xem một thông tin định danh",
        field=field.key, reason="compare")  # fmt: skip
    still = [one for one in (NAME, *sides.hidden) if one != NUMBER]
    sides.step(
        "Chuyên viên mở xem một thông tin, người nộp được biết",
        an=("/ho-so/{code}/ai-da-xem/",
            [field.label.vi, "Cần đối chiếu", sides.alias], sides.officials),
        official=("/co-quan/ho-so/{code}/", [NUMBER], still),
    )  # fmt: skip


def _blocked(sides: Sides, clock: Clock) -> None:
    """A number spelled in words goes nowhere, says why, and is on record."""
    clock.to(8, 40)
    citizen = sides.people("an")
    citizen.go(f"/ho-so/{sides.code}/trao-doi/")
    citizen.fill(kind="explain", text=SPELLED)
    citizen.submit("Gửi")
    citizen.sees("số điện thoại")
    picture = citizen.page.screenshot(full_page=True)
    shot = Screen("Người nộp", "trao-doi", "Bị chặn, có nêu lý do", picture)
    assert citizen.page.input_value("[name=text]") == SPELLED
    citizen.fill(kind="explain", text="Xin giải trình như tệp kèm theo.")
    number = saying("Goi 0912 345 678")
    citizen.page.set_input_files("[name=files]", _file("giai-trinh.pdf", number))
    citizen.submit("Gửi")
    citizen.sees("giai-trinh.pdf")
    assert not Message.objects.exists()
    assert Event.objects.filter(kind="text_blocked").count() == 2
    sides.step(
        "Tin nhắn có số điện thoại bị chặn",
        official=("/co-quan/ho-so/{code}/trao-doi/", ["Chưa có tin nhắn nào"], ["không chín"]),
    )
    sides.album.steps[-1][1].insert(0, shot)


def _talked(sides: Sides, clock: Clock) -> None:
    """Each side reads the other by role or alias, at the slot and not before."""
    talk = {"an": "/ho-so/{code}/trao-doi/", "official": "/co-quan/ho-so/{code}/trao-doi/"}
    words, ask = "Tôi xin giải trình về nơi cư trú.", "Đề nghị làm rõ nội dung mục 3."
    citizen = sides.people("an")
    citizen.go(talk["an"].format(code=sides.code))
    citizen.fill(kind="explain", text=words)
    citizen.page.set_input_files("[name=files]", _file(f"{NAME} - giải trình.pdf", pdf()))
    citizen.submit("Gửi")
    sides.step(
        "Tin nhắn chờ giờ chuyển",
        an=(talk["an"], [words, "Sẽ chuyển vào giờ này"], sides.officials),
        official=(talk["official"], ["Chưa có tin nhắn nào"], [words]),
    )
    assert release_due(clock.to(9, 0)) == 1
    official = sides.people(sides.official)
    official.go(talk["official"].format(code=sides.code))
    official.fill(kind="clarify", text=ask, ground=GROUND)
    official.submit("Gửi")
    assert release_due(clock.to(11, 31)) == 1
    sides.step(
        "Hai bên đọc tin nhắn của nhau, không biết tên nhau",
        an=(talk["an"], [ask, GROUND, f"Chuyên viên {sides.alias}", "11:30"],
            [*sides.officials, "11:31", "9:01"]),
        official=(talk["official"], [words, "Người nộp hồ sơ", "tep-1.pdf"], [NAME]),
    )  # fmt: skip
    _noted(sides, clock)


def _noted(sides: Sides, clock: Clock) -> None:
    """A call to the counter is written down; both sides read what was said, not who took it."""
    clock.to(11, 45)
    desk, said = sides.people("binh"), "Hỏi giờ trả kết quả; đã trả lời theo phiếu hẹn."
    desk.go(f"/quay/ho-so/{sides.code}/ghi-lien-he/")
    desk.fill(way="phone", direction="in", hour="11:40", summary=said)
    desk.submit("Lưu lại")
    sides.step(
        "Cuộc gọi đến quầy được ghi lại",
        an=("/ho-so/{code}/trao-doi/", [said, "Điện thoại"], ["Bình Tiếp Nhận", *sides.officials]),
        binh=("/quay/ho-so/{code}/ghi-lien-he/", [said], [*sides.officials, sides.alias]),
        official=("/co-quan/ho-so/{code}/trao-doi/", [said], [NAME, "Bình Tiếp Nhận"]),
    )


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def _heard(sides: Sides, clock: Clock) -> None:
    """A hearing hosted by a third employee: time, minutes, both confirm."""
    citizen, clerks = sides.people("an"), {"ly", "mai"}
    clock.to(12, 0)
    citizen.go(f"/ho-so/{sides.code}/trao-doi/")
    citizen.submit("Tôi muốn được trình bày")
    hearing = Hearing.objects.get()
    host = Row.objects.get(pk=hearing.host).login
    assert host in clerks
    sides.host = host
    desk = sides.people(host)
    desk.go("/quay/trao-doi/")
    desk.follow("Hẹn giờ")
    desk.fill(**{"day.day": "10", "day.month": "8", "day.year": "2026"})
    desk.page.select_option("[name=hour]", "13:30")
    desk.submit()
    clock.to(14, 0)
    desk.go("/quay/trao-doi/")
    desk.follow("Ghi biên bản")
    desk.fill(record_number="GA-2026-001", summary="Hai bên đã trình bày.", outcome="weigh")
    desk.submit()
    citizen.go(f"/ho-so/{sides.code}/trao-doi/")
    citizen.submit("Xác nhận biên bản")
    official = sides.people(sides.official)
    official.go(f"/co-quan/ho-so/{sides.code}/trao-doi/")
    official.submit("Xác nhận biên bản")
    names = [Row.objects.get(login=one).full_name for one in clerks]
    sides.step(
        "Buổi trình bày do người thứ ba chủ trì, hai bên xác nhận biên bản",
        an=("/ho-so/{code}/trao-doi/", ["Hai bên đã trình bày.", "Đã hoàn thành"],
            [*sides.officials, *names]),
        official=("/co-quan/ho-so/{code}/trao-doi/",
                  ["Hai bên đã trình bày.", "Đã hoàn thành"], [NAME, *names]),
    )  # fmt: skip


def _decided(sides: Sides, clock: Clock, cast: Cast, clerk: str) -> None:
    """The decision, its return, and the page that says who looked at all of it."""
    clock.to(14, 10)
    act(
        sides.people(sides.official), "co-quan", sides.code, "Đề xuất quyết định", outcome="granted"
    )
    sides.step(
        "Trước khi ký: không phía nào biết tên phía kia",
        an=("/ho-so/{code}/", [f"Chuyên viên {sides.alias}"], sides.officials),
        official=("/co-quan/ho-so/{code}/", ["Đề xuất"], [NAME]),
    )
    act(sides.people("dung"), "co-quan", sides.code, "Ký duyệt")
    clock.to(14, 30)
    returner = "mai" if sides.host == "ly" else "ly"
    act(sides.people(returner), "quay", sides.code, "Trả kết quả", "Trả kết quả", name=NAME)
    assert Dossier.objects.get(code=sides.code).status == Status.RETURNED
    clock.to(14, 40)
    looked = [f"{sides.alias}", "Tiếp nhận hồ sơ", "Ký duyệt", "Trả kết quả"]
    everybody = [*sides.officials, cast.binh.name, cast.ly.name, "Mai Trả Kết Quả"]
    sides.step(
        "Ai đã xem hồ sơ của tôi",
        an=("/ho-so/{code}/ai-da-xem/", looked, everybody),
        binh=("/quay/ho-so/{code}/", [NAME], [*sides.officials, sides.alias]),
        official=("/co-quan/ho-so/{code}/", ["•••"], [NAME]),
    )
