"""What counts as growing in a long run."""

from evals.security.soak import Sample, Soaked, growth


def samples(values):
    return [Sample(10.0 * n, value, 40, 6, 12, n) for n, value in enumerate(values)]


def test_what_wavers_is_flat_and_what_leaks_is_not():
    assert abs(growth(samples([500, 520, 490, 510, 500, 505]), "resident_mib")) < 0.05
    assert growth(samples([500 + 10 * n for n in range(20)]), "resident_mib") > 0.2
    assert growth(samples([500] * 5), "files") == 0.0


def test_the_warm_up_does_not_count():
    soaked = Soaked(1, samples([100, 300, 480, 500, 500, 501, 500, 499, 500, 500, 501, 500]))
    assert soaked.to_json()["flat"]


def test_connections_may_come_and_go_but_must_be_gone_afterwards():
    soaked = Soaked(1, samples([500] * 12), before=Sample(0, 500, 40, 6, 12, 0))
    soaked.after = Sample(125, 500, 40, 6, 12, 12)
    assert soaked.to_json()["flat"]
    soaked.after = Sample(125, 500, 40, 9, 12, 12)
    told = soaked.to_json()
    assert told["sockets_kept"] == 3 and not told["flat"]
