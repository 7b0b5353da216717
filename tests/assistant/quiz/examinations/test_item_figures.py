"""Statistics of items from what people answered first."""

from assistant.accounts.principal import Principal, Role
from assistant.quiz.examinations.item_figures import item_figures
from tests.assistant.quiz.examinations.hall import NINE, Hall, single


def test_figures_come_from_first_attempts_once_there_are_thirty(engine):
    hall = Hall(engine)
    examination = hall.announced(attempts=2)
    people = [Principal(f"a{n}", f"甲{n}", f"{2000 + n}", frozenset({Role.STAFF})) for n in range(30)]
    for n, who in enumerate(people):
        for rights in ([n < 20, n < 18, n < 16, n < 14], [True] * 4):
            attempt = hall.sittings.start(who, examination.id, NINE)
            hall.answer(who, attempt, rights, NINE)
            hall.sittings.submit(who, attempt.id, NINE)
        if n == 28:
            assert item_figures(engine, single(0), 1) == (29, None)
    slots = [slot.item_id for slot in attempt.sheet]
    shares = {item: item_figures(engine, single(int(item[2:])), 1)[1] for item in slots}
    assert [round(shares[item].facility * 30) for item in slots] == [20, 18, 16, 14]
    assert all(shares[item].attempts == 30 and shares[item].item_rest > 0.5 for item in slots)
    assert item_figures(engine, single(0), 2) == (0, None)
