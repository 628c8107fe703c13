"""Which role holds which permission: the one table."""

from enum import StrEnum
from types import MappingProxyType

from motcua.flow.refusal import Text
from motcua.identity.permissions import P


class Role(StrEnum):
    """What a person is at an office."""

    APPLICANT = "applicant"
    RECEPTIONIST = "receptionist"
    CASHIER = "cashier"
    RESULT_CLERK = "result_clerk"
    SPECIALIST = "specialist"
    HEAD = "head"
    CONSULTED = "consulted"
    SUPERVISOR = "supervisor"
    EDITOR = "catalogue_editor"
    PUBLISHER = "catalogue_publisher"
    AUDITOR = "auditor"
    PLANNER = "planner"
    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"


ROLES: MappingProxyType[Role, frozenset[P]] = MappingProxyType(
    {
        Role.APPLICANT: frozenset(
            {
                P.OWN_APPLY,
                P.OWN_SUPPLEMENT,
                P.OWN_PAY,
                P.OWN_WITHDRAW,
                P.OWN_RATE,
                P.OWN_MESSAGE,
                P.OWN_HEARING,
            }
        ),
        Role.RECEPTIONIST: frozenset(
            {
                P.DESK_REGISTER_PERSON,
                P.DESK_RECEIVE,
                P.DESK_TRANSFER,
                P.DESK_SETTLE_ON_SPOT,
                P.DESK_ANSWER,
                P.DESK_HOST,
                P.DESK_NOTE,
                # At the counter for somebody who stands there; the person is told.
                P.OWN_APPLY,
                P.OWN_SUPPLEMENT,
                P.OWN_WITHDRAW,
            }
        ),
        Role.CASHIER: frozenset({P.DESK_CASH}),
        Role.RESULT_CLERK: frozenset({P.DESK_RETURN, P.DESK_HOST, P.DESK_NOTE}),
        Role.SPECIALIST: frozenset({P.OFFICE_WORK}),
        Role.HEAD: frozenset(
            {
                P.OFFICE_DECIDE,
                P.OFFICE_ASSIGN,
                P.OFFICE_STOP,
                P.OFFICE_CORRECT,
                P.ABSENCE_RECORD,
                P.SECOND_PERSON,
                P.BREAK_GLASS,
                P.GLASS_CONFIRM,
            }
        ),
        Role.CONSULTED: frozenset({P.OFFICE_CONSULT}),
        Role.SUPERVISOR: frozenset(
            {
                P.OVERSEE,
                P.ABSENCE_RECORD,
                P.NOTICES_OVERSEE,
                P.SECOND_PERSON,
                P.BREAK_GLASS,
                P.GLASS_CONFIRM,
                P.EXPORT_ASK,
                P.EXPORT_APPROVE,
                P.ROSTER_APPROVE,
                P.ERASE,
            }
        ),
        Role.EDITOR: frozenset({P.CATALOGUE_EDIT}),
        Role.PUBLISHER: frozenset({P.CATALOGUE_PUBLISH}),
        # Inspectors confirm one another's emergencies: whom they inspect need not know.
        Role.AUDITOR: frozenset(
            {
                P.AUDIT,
                P.OVERSEE,
                P.BREAK_GLASS,
                P.GLASS_CONFIRM,
                P.EXPORT_ASK,
                P.EXPORT_APPROVE,
                P.HOLD,
                P.ERASE,
            }
        ),
        Role.PLANNER: frozenset({P.PLAN_WRITE}),
        Role.DIRECTOR: frozenset({P.PLAN_PUBLISH, P.MOVES_DECIDE}),
        Role.ADMINISTRATOR: frozenset({P.PEOPLE_MANAGE, P.ROSTER_APPROVE, P.NOTICES_OVERSEE}),
    }
)

NAMES: MappingProxyType[Role, Text] = MappingProxyType(
    {
        Role.APPLICANT: Text("Người nộp hồ sơ", "Applicant"),
        Role.RECEPTIONIST: Text("Cán bộ tiếp nhận", "Receptionist"),
        Role.CASHIER: Text("Thu ngân", "Cashier"),
        Role.RESULT_CLERK: Text("Cán bộ trả kết quả", "Result clerk"),
        Role.SPECIALIST: Text("Chuyên viên giải quyết", "Specialist"),
        Role.HEAD: Text("Lãnh đạo cơ quan giải quyết", "Head of the settling agency"),
        Role.CONSULTED: Text("Cán bộ được lấy ý kiến", "Consulted official"),
        Role.SUPERVISOR: Text("Phụ trách điểm, chi nhánh", "Head of a branch or point"),
        Role.EDITOR: Text("Biên tập danh mục thủ tục", "Catalogue editor"),
        Role.PUBLISHER: Text("Người công bố danh mục", "Catalogue publisher"),
        Role.AUDITOR: Text("Thanh tra, giám sát", "Inspector"),
        Role.PLANNER: Text("Cán bộ quy hoạch mạng lưới", "Network planner"),
        Role.DIRECTOR: Text("Lãnh đạo trung tâm", "Director of the centre"),
        Role.ADMINISTRATOR: Text("Quản trị hệ thống", "Administrator"),
    }
)

STAFF = frozenset(Role) - {Role.APPLICANT}
