"""A person at the browser: signs in, fills in whatever a form asks, and listens to axe."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.cast import WARD

PASSWORD = "mot-cua-thu-nghiem"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0"
    "00000301010018dd8db00000000049454e44ae426082"
)
SAMPLES = {
    "_id": "001200000001",
    "id_number": "001200000001",
    "phone": "0900000001",
    "email": "an@example.test",
}


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, page: Page, base: str, *, listens: bool = True) -> None:
        self.page, self.base, self.listens = page, base, listens
        self.heard: dict[str, list[str]] = {}

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.listen()

    def sign_in(self, login: str) -> None:
        self.go("/dang-nhap/")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[type=password]", PASSWORD)
        self.submit()
        assert "/dang-nhap/" not in self.page.url, self.page.inner_text("main")

    def submit(self, name: str = "") -> None:
        """Press the button with these words, or the page's main one."""
        buttons = self.page.locator("main form button[type=submit]")
        button = buttons.filter(has_text=name).first if name else buttons.first
        button.click()
        self.page.wait_for_load_state()
        self.listen()

    def follow(self, name: str) -> None:
        self.page.locator("main a").filter(has_text=name).first.click()
        self.page.wait_for_load_state()
        self.listen()

    def listen(self) -> None:
        """Keep what axe finds serious, once a page."""
        path = self.page.url.removeprefix(self.base).split("?")[0]
        if path in self.heard or not self.listens:
            return
        found = Axe().run(self.page).response["violations"]
        self.heard[path] = [
            f"{one['id']}: {one['nodes'][0]['html'][:160]}"
            for one in found
            if one["impact"] in ("serious", "critical")
        ]

    def nothing_serious(self) -> None:
        assert {path: found for path, found in self.heard.items() if found} == {}

    def fill(self, **wanted: str) -> None:
        """Answer every empty question of the page; `wanted` says what to answer by field name."""
        form = self.page.locator("main")
        for name, value in wanted.items():
            self._answer(name, value)
        for box in form.locator("select:visible").all():
            if not box.input_value():
                self._choose(box)
        for name in self._names("input[type=radio]"):
            if not form.locator(f"input[type=radio][name='{name}']:checked").count():
                form.locator(f"input[type=radio][name='{name}']").first.check()
        for box in form.locator(
            "input:visible:not([type=radio]):not([type=checkbox]):not([type=file]), textarea:visible"
        ).all():
            if not box.input_value() and not self._optional(box):
                box.fill(self._sample(box))

    def _optional(self, box: Locator) -> bool:
        label = box.evaluate("e => [...(e.labels || [])].map(l => l.innerText).join(' ')")
        return "không bắt buộc" in label

    def _answer(self, name: str, value: str) -> None:
        radio = self.page.locator(f"main input[type=radio][name='{name}'][value='{value}']")
        if radio.count():
            radio.check()
            return
        box = self.page.locator(f"main [name='{name}']").first
        if not box.count():
            return  # a question of another page of the same form
        if box.evaluate("e => e.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)

    def _choose(self, box: Locator) -> None:
        values = [o.get_attribute("value") for o in box.locator("option").all()]
        box.select_option(WARD if WARD in values else next(v for v in values if v))

    def _names(self, selector: str) -> list[str]:
        found = self.page.locator(f"main {selector}").all()
        return list(
            dict.fromkeys(box.get_attribute("name") or "" for box in found if box.is_visible())
        )

    def _sample(self, box: Locator) -> str:
        name = box.get_attribute("name") or ""
        for part, value in (("day", "15"), ("month", "1"), ("year", "2026")):
            if name.endswith((f"-{part}", f".{part}")):
                return value
        known = next((value for key, value in SAMPLES.items() if key in name), "")
        return known or (
            "1" if box.get_attribute("inputmode") in ("numeric", "decimal") else "Nội dung mẫu"
        )

    def submit_or_follow(self, name: str) -> None:
        """Press a button or follow a link with these words, whichever the page offers."""
        either = self.page.locator("main a, main button").filter(has_text=name)
        either.first.click()
        self.page.wait_for_load_state()
        self.listen()

    def fill_one(self, name: str, value: str) -> None:
        self._answer(name, value)

    def tick_everything(self) -> None:
        for box in self.page.locator("main input[type=checkbox]:visible").all():
            box.check()

    def sees(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)
