"""Processes of a test's own, forked in milliseconds from a server that has everything imported."""

import multiprocessing
from functools import cache
from multiprocessing.context import ForkServerContext

# There is one such server, and it imports these once, before its first fork; after that nothing runs in it.
IMPORTED = ["tests.crashes.victim", "tests.crashes.rehearsal", "tests.checkins.ticking", "tests.intake.imap_server"]


@cache
def forks() -> ForkServerContext:
    """Return what starts them."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(IMPORTED)
    return context
