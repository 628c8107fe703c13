"""Walks that several journeys share: receiving at a counter, applying at home, deciding."""

from typing import Any

from motcua.dossiers.jobs import transfer_accepted
from motcua.dossiers.models import Dossier
from tests.journeys.browser import PNG, Person

MOST_SECTIONS = 12


def the_dossier() -> Dossier:
    """Return the main dossier of the journey as it stands."""
    return Dossier.objects.get(parent=None)


def apply_online(citizen: Person, words: str, name: str, **answers: str) -> Dossier:
    """Find a procedure by words, answer its form section by section, upload and hand in."""
    citizen.go("/")
    citizen.fill_one("q", words)
    citizen.submit("Tìm")
    citizen.follow(name)
    citizen.submit_or_follow("Nộp hồ sơ")
    citizen.submit()
    for _ in range(MOST_SECTIONS):
        if "/to-khai/" not in citizen.page.url:
            break
        citizen.fill(**answers)
        citizen.submit()
    else:
        raise AssertionError(citizen.page.inner_text("main"))
    upload_everything(citizen)
    citizen.submit()
    if "/noi-nhan/" in citizen.page.url:
        citizen.fill()
        citizen.submit()
    assert "/kiem-tra/" in citizen.page.url, citizen.page.inner_text("main")
    citizen.tick_everything()
    citizen.submit("Nộp hồ sơ")
    dossier = the_dossier()
    citizen.sees(dossier.code or "")
    return dossier


def upload_everything(person: Person) -> None:
    paper = {"name": "giấy tờ mẫu.png", "mimeType": "image/png", "buffer": PNG}
    for box in person.page.locator("main input[type=file]").all():
        box.set_input_files(paper)


def receive_at_counter(desk: Person, words: str, name: str, **answers: str) -> Dossier:
    """Identify An, find the procedure, enter the form, see the papers and receive."""
    desk.go("/quay/nguoi-nop/")
    desk.fill(id_number="001200000001")
    desk.submit()
    desk.fill_one("q", words)
    desk.submit("Tìm")
    desk.follow(name)
    desk.submit("Lập hồ sơ")
    desk.fill(**answers)
    desk.submit("Lưu và xem giấy tờ")
    desk.tick_everything()
    desk.submit("Lưu và xem tiếp nhận")
    desk.submit("Tiếp nhận")
    return the_dossier()


def accept_online(desk: Person, code: str) -> None:
    """Look through what was handed in, tick every paper and accept."""
    desk.go(f"/quay/ho-so/{code}/kiem-tra/")
    desk.tick_everything()
    desk.submit("Tiếp nhận")


def transferred(at: Any) -> Dossier:
    """Let the worker send accepted files to their agencies; return the dossier, assigned."""
    assert transfer_accepted(at) >= 1, the_dossier().status
    return the_dossier()


def official_of(dossier: Dossier, cast: Any) -> str:
    return "chi" if dossier.official_id == cast.chi.person_id else "giang"


def act(person: Person, face: str, code: str, verb: str, button: str = "", **wanted: str) -> None:
    """Open a dossier in a face, choose what to do, fill its form in and confirm."""
    person.go(f"/{face}/ho-so/{code}/")
    person.submit_or_follow(verb)
    person.fill(**wanted)
    person.submit(button)
