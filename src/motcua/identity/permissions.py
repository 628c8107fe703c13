"""Every permission of the platform, named area:thing:act."""

from enum import StrEnum


class P(StrEnum):
    """What an actor may hold; `roles.py` says which role holds which."""

    # the applicant's own dossier
    OWN_APPLY = "own:dossier:apply"
    OWN_SUPPLEMENT = "own:dossier:supplement"
    OWN_PAY = "own:dossier:pay"
    OWN_WITHDRAW = "own:dossier:withdraw"
    OWN_RATE = "own:dossier:rate"
    OWN_MESSAGE = "own:message:write"
    OWN_HEARING = "own:hearing:ask"
    # the counters of the centre
    DESK_REGISTER_PERSON = "desk:person:register"
    DESK_RECEIVE = "desk:dossier:receive"
    DESK_TRANSFER = "desk:dossier:transfer"
    DESK_SETTLE_ON_SPOT = "desk:dossier:settle_on_the_spot"
    DESK_CASH = "desk:fee:cash"
    DESK_RETURN = "desk:result:return"
    DESK_ANSWER = "desk:message:answer"
    DESK_HOST = "desk:hearing:host"
    DESK_NOTE = "desk:contact:note"
    # the settling agencies
    OFFICE_WORK = "office:dossier:work"
    OFFICE_CONSULT = "office:consultation:answer"
    OFFICE_DECIDE = "office:dossier:decide"
    OFFICE_ASSIGN = "office:dossier:assign"
    OFFICE_STOP = "office:dossier:stop"
    OFFICE_CORRECT = "office:dossier:correct"
    # the second person where one alone may not act (four eyes)
    SECOND_PERSON = "office:request:countersign"
    # one dossier seen whole for half an hour, once another person has confirmed
    BREAK_GLASS = "office:dossier:break_glass"
    GLASS_CONFIRM = "office:dossier:confirm_break_glass"
    # heads, supervisors, inspectors, administrators
    OVERSEE = "console:dossier:oversee"
    PEOPLE_MANAGE = "console:people:manage"
    ROSTER_APPROVE = "console:roster:approve"
    ABSENCE_RECORD = "console:absence:record"
    CATALOGUE_EDIT = "console:catalogue:edit"
    CATALOGUE_PUBLISH = "console:catalogue:publish"
    NOTICES_OVERSEE = "console:notice:oversee"
    AUDIT = "console:events:audit"
    # a list of dossiers as a file: one asks, another approves
    EXPORT_ASK = "console:export:ask"
    EXPORT_APPROVE = "console:export:approve"
    # what opens a dossier in the public log: destroyed by two, never under a legal hold
    ERASE = "console:dossier:erase"
    HOLD = "console:dossier:hold"
    # scenarios and plans of the city's network
    PLAN_WRITE = "planning:scenario:write"
    PLAN_PUBLISH = "planning:plan:publish"
    MOVES_DECIDE = "planning:move:decide"
    # the platform's own jobs
    SYSTEM = "system:clock:run"
