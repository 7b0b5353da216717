"""What counts as growing in a long run."""

from evals.security.soak import Sample, Soaked, growth


def samples(values):
    return [Sample(10.0 * n, value, 40, 12, n) for n, value in enumerate(values)]


def test_what_wavers_is_flat_and_what_leaks_is_not():
    assert abs(growth(samples([500, 520, 490, 510, 500, 505]), "resident_mib")) < 0.05
    assert growth(samples([500 + 10 * n for n in range(20)]), "resident_mib") > 0.2
    assert growth(samples([500] * 5), "files") == 0.0


def test_the_warm_up_does_not_count():
    soaked = Soaked(1, samples([100, 300, 480, 500, 500, 501, 500, 499, 500, 500, 501, 500]))
    assert soaked.to_json()["flat"]
