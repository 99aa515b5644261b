"""Writes assignments.json: the least costs of assignments, as SciPy's linear_sum_assignment and linprog (HiGHS) find them.

    /usr/bin/python3 make_assignments.py      (Debian's python3-scipy)

Costs come from SplitMix64, so that the tests make the same ones. With several partners it is a network flow, whose linear
programme has its optimum at whole numbers.
"""
import json
import pathlib

import numpy
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import lil_matrix

MASK = (1 << 64) - 1
SAME_PIECE, STEPS = 4.0, 8


def split_mix(state):
    z = (state + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def costs(seed, paintings, clips, levels):
    """[paintings, clips]: levels equal steps from 0 to 1, 0 for as many as there are."""
    bits = numpy.array([[split_mix((seed << 32) + i * clips + j) >> 40 for j in range(clips)] for i in range(paintings)], dtype=float)
    values = bits / 2**24
    return numpy.floor(values * levels) / levels if levels else values


def use_costs(uses, balance):
    steps = min(STEPS, uses)
    return [balance * (use * steps // uses) / steps for use in range(uses)]


def one_partner(c, uses, balance):
    places = numpy.concatenate([c + cost for cost in use_costs(uses, balance)], axis=1)
    rows, columns = linear_sum_assignment(places)
    return places[rows, columns].sum()


def several_partners(c, partners, uses, balance, pieces):
    paintings, clips = c.shape
    groups = sorted(set(pieces))
    x = paintings * clips
    z = paintings * len(groups) * partners
    total = x + clips * uses + z
    objective = numpy.zeros(total)
    objective[:x] = c.ravel()
    objective[x:x + clips * uses] = numpy.tile(use_costs(uses, balance), clips)
    objective[x + clips * uses:] = numpy.tile(SAME_PIECE * numpy.arange(partners), paintings * len(groups))
    equations = lil_matrix((paintings + clips + paintings * len(groups), total))
    right = numpy.zeros(equations.shape[0])
    for i in range(paintings):
        equations[i, i * clips:(i + 1) * clips] = 1
        right[i] = partners
    for j in range(clips):
        row = paintings + j
        equations[row, j:x:clips] = 1
        equations[row, x + j * uses:x + (j + 1) * uses] = -1
    for i in range(paintings):
        for g, group in enumerate(groups):
            row = paintings + clips + i * len(groups) + g
            for j in range(clips):
                if pieces[j] == group:
                    equations[row, i * clips + j] = 1
            start = x + clips * uses + (i * len(groups) + g) * partners
            equations[row, start:start + partners] = -1
    result = linprog(objective, A_eq=equations.tocsr(), b_eq=right, bounds=(0, 1), method="highs")
    assert result.status == 0, result.message
    return result.fun


def case(seed, paintings, clips, partners=1, uses=None, balance=0.0, levels=0, piece_of=1):
    uses = uses or -(-paintings * partners // clips)
    c = costs(seed, paintings, clips, levels)
    pieces = [j // piece_of for j in range(clips)]
    least = one_partner(c, uses, balance) if partners == 1 else several_partners(c, partners, uses, balance, pieces)
    return dict(seed=seed, paintings=paintings, clips=clips, partners=partners, uses=uses, balance=balance, levels=levels,
                pieceOf=piece_of, least=float(least))


CASES = [
    case(1, 1, 1), case(2, 7, 7), case(3, 60, 60), case(4, 300, 300), case(5, 40, 300), case(6, 300, 40), case(7, 100, 10, balance=0.3),
    case(8, 250, 200, balance=0.5), case(9, 200, 200, levels=3), case(10, 150, 150, levels=1), case(11, 130, 60, balance=0.2, levels=2),
    case(12, 50, 20, uses=9, balance=0.4), case(13, 6, 9, partners=3), case(14, 30, 20, partners=2, piece_of=4),
    case(15, 25, 18, partners=3, balance=0.3, piece_of=5), case(16, 12, 6, partners=4, piece_of=3), case(17, 40, 40, partners=3, levels=4, piece_of=6),
    case(18, 9, 5, partners=5, piece_of=2), case(19, 20, 30, partners=2, uses=5, balance=0.6, piece_of=10),
]
text = "[\n" + ",\n".join("  " + json.dumps(each) for each in CASES) + "\n]\n"
pathlib.Path(__file__).with_name("assignments.json").write_text(text)
