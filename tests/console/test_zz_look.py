import sys, shutil, os; sys.path.insert(0,"/tmp/look")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="1"
from volume import fill
import pytest
from datetime import timedelta
from playwright.sync_api import sync_playwright
from axe_playwright_python.sync_playwright import Axe
from tests import world
from motcua.identity.roles import Role
from motcua.offices import queries as offices
from tests.cast import make_cast
from tests.console.test_catalogue import proposal
from tests.builders import BIRTH
@pytest.fixture
def official_t():
    def made(role, office="centre-office"):
        from motcua.identity.models import Person
        from motcua.identity.actions.appoint import appoint
        from motcua.identity.queries import actor
        from tests.cast import DAY,SINCE
        person = Person.objects.create(login=f"mau.{role.value}", full_name=f"Mẫu {role.value}", kind="official")
        appoint(person_id=person.pk, role=role, office=office, valid_from=SINCE, skills=["land"])
        return actor(person, office, DAY)
    return made

@pytest.mark.django_db(transaction=True)
def test_look(made_world, live_server, official_t, enter, monday, monkeypatch, settings):
    settings.DEBUG=True
    world.enter(made_world); cast=make_cast()
    fill(cast, monday, 3000)
    at = monday + timedelta(days=1, hours=7)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    from motcua.notices.models import Notice
    from motcua.dossiers.models import Dossier
    d=Dossier.objects.filter(event_count__gt=4).order_by("pk").first()
    for n,s in enumerate(("failed","uncertain","sent","sent","pending")):
        Notice.objects.create(event_id=n, subject_id=d.pk, kind="dossier_accepted", person_id=cast.an.person_id, way="email", subject=f"Đã tiếp nhận hồ sơ {d.code}", body="x", language="vi", state=s, next_at=at, owed_at=at, attempts=6, problem="SMTPServerDisconnected" if n<2 else "")
    from motcua.identity.models import Absence
    Absence.objects.create(person_id=cast.chi.person_id, reason="leave", first_day=at.date(), last_day=at.date()+timedelta(days=3))
    Absence.objects.create(person_id=cast.giang.person_id, reason="training", first_day=at.date()+timedelta(days=8), last_day=at.date()+timedelta(days=9))
    ed=enter(official_t(Role.EDITOR)); r=ed.post("/dieu-hanh/danh-muc/de-xuat/", proposal(four_eyes=False)); print(r.status_code)
    B={"hoa":enter(cast.hoa),"admin":enter(official_t(Role.ADMINISTRATOR)),"pub":enter(official_t(Role.PUBLISHER)),"dung":enter(cast.dung),"ed":ed}
    pages={"overview":("hoa","/dieu-hanh/tong-quan/"),"dossiers":("hoa","/dieu-hanh/ho-so/?figure=late"),"board":("hoa","/dieu-hanh/qua-han/"),"people":("admin","/dieu-hanh/can-bo/"),"new":("admin","/dieu-hanh/can-bo/them/"),"official":("admin",f"/dieu-hanh/can-bo/{cast.chi.person_id}/"),"absences":("dung","/dieu-hanh/vang-mat/"),"delegations":("dung","/dieu-hanh/uy-quyen/"),"catalogue":("pub","/dieu-hanh/danh-muc/"),"procedure":("pub",f"/dieu-hanh/danh-muc/{BIRTH}/"),"version":("pub",f"/dieu-hanh/danh-muc/{BIRTH}/1/"),"try":("pub",f"/dieu-hanh/danh-muc/{BIRTH}/1/thu/"),"propose":("ed",f"/dieu-hanh/danh-muc/de-xuat/?code={BIRTH}"),"notices":("admin","/dieu-hanh/thong-bao/"),"ndossier":("admin",f"/dieu-hanh/thong-bao/ho-so/{d.code}/"),"audit":("hoa","/dieu-hanh/giam-sat/"),"record":("hoa",f"/dieu-hanh/giam-sat/{d.code}/")}
    only=os.environ.get("ONLY","").split(",") if os.environ.get("ONLY") else None
    with sync_playwright() as p:
        b=p.chromium.launch(executable_path=shutil.which("chromium"),args=["--no-sandbox"])
        for lang in ("vi","en"):
            for size,vp in (("phone",(390,844)),("desk",(1366,900))):
                for name,(who,path) in pages.items():
                    if only and name not in only: continue
                    if lang=="en" and size=="phone": continue
                    ctx=b.new_context(viewport={"width":vp[0],"height":vp[1]})
                    ctx.add_cookies([{"name":"sessionid","value":B[who].cookies["sessionid"].value,"url":live_server.url},{"name":"django_language","value":lang,"url":live_server.url}])
                    pg=ctx.new_page(); heard=[]
                    pg.on("console", lambda m: heard.append(m.text) if m.type in ("error","warning") else None)
                    resp=pg.goto(live_server.url+path, wait_until="networkidle")
                    over=pg.evaluate("document.documentElement.scrollWidth - innerWidth")
                    pg.screenshot(path=f"/tmp/look/{name}-{size}-{lang}.png", full_page=True)
                    ax=[(v["id"],v["impact"],v["nodes"][0]["html"][:150]) for v in Axe().run(pg).response["violations"]] if lang=="vi" else []
                    print(name,size,lang,resp.status,"overflow",over,heard,ax)
                    ctx.close()
        b.close()
