"""How far two programs may differ before an oracle is not one."""


def agree(ours, theirs, tolerance=1e-9):
    assert abs(ours - theirs) <= tolerance * max(abs(ours), 1e-3), (ours, theirs)
