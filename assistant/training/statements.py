"""xAPI statements in the sense of cmi5: one registration for each person, requirement and cycle.

By the facts of the two standards: at most one `completed` and one `passed` for each registration, a score only with
`passed`, a duration with both, `waived` with its reason for whoever is excused. `version` is left out: an LRS of 1.0.x
refuses any other, one of 2.0 fills it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from assistant.training.calendar import local
from assistant.training.model import Basis, Excuse

NAMESPACE = UUID("6f0c3a7e-8d4b-5c1e-9a53-1f2f0d6b7a11")
VERBS = {
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "passed": "http://adlnet.gov/expapi/verbs/passed",
    "waived": "https://w3id.org/xapi/adl/verbs/waived",
}
CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
REASON = "https://w3id.org/xapi/cmi5/result/extensions/reason"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
REASONS = {Excuse.EXEMPT: "Administrative", Excuse.RECOGNISED: "Equivalent Outside Activity"}


@dataclass(frozen=True, slots=True)
class Finished:
    """What a statement tells of: an assignment that is done or excused.

    `home` is the address of this service, `account` names the person without saying who it is.
    """

    home: str
    account: str
    requirement_id: str
    title: str
    cycle: str
    at: datetime
    minutes: int = 0
    score: float | None = None
    pass_mark: float | None = None
    excuse: Excuse = Excuse.NONE
    basis: tuple[Basis, ...] = ()


def verbs_of(finished: Finished) -> list[str]:
    """The verbs of the statements that an assignment has."""
    if finished.excuse is not Excuse.NONE:
        return ["waived"]
    return ["completed", "passed"] if finished.score is not None else ["completed"]


def statement(finished: Finished, verb: str) -> dict[str, object]:
    """A statement; the same facts give the same id, so that sending it twice is telling it once."""
    registration = uuid5(NAMESPACE, "\n".join((finished.account, finished.requirement_id, finished.cycle)))
    activity = f"{finished.home.rstrip('/')}/training/{finished.requirement_id}/{finished.cycle}"
    extensions: dict[str, object] = {
        f"{finished.home.rstrip('/')}/xapi/articles": [
            {"doc": one.document, "article": one.article, "hash": f"sha256:{one.digest}"} for one in finished.basis
        ]
    }
    if verb == "passed" and finished.pass_mark is not None:
        extensions[MASTERY] = round(finished.pass_mark / 100, 4)
    return {
        "id": str(uuid5(registration, verb)),
        "actor": {"objectType": "Agent", "account": {"homePage": finished.home, "name": finished.account}},
        "verb": {"id": VERBS[verb], "display": {"en": verb}},
        "object": {
            "objectType": "Activity",
            "id": activity,
            "definition": {"type": "http://adlnet.gov/expapi/activities/course", "name": {"zh-CN": finished.title}},
        },
        "result": _result(finished, verb),
        "context": {
            "registration": str(registration),
            "contextActivities": {"category": [{"id": CMI5}, {"id": MOVE_ON}]},
            "extensions": extensions,
        },
        "timestamp": local(finished.at).isoformat(),
    }


def _result(finished: Finished, verb: str) -> dict[str, object]:
    if verb == "waived":
        reason = REASONS[finished.excuse]
        return {"success": True, "completion": True, "extensions": {REASON: reason}}
    duration = {"duration": f"PT{finished.minutes}M"}
    if verb == "completed":
        return {"completion": True, **duration}
    score = finished.score or 0.0
    return {
        "success": True,
        "score": {"scaled": round(score / 100, 4), "raw": score, "min": 0, "max": 100},
        **duration,
    }
