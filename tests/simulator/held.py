"""Requests of a page that are kept waiting: what a slow machine does by chance, done on purpose."""

import re

from playwright.sync_api import Page, Route

OFTEN = 1_000


class Held:
    """Requests of a page that wait; with `answered`, the simulator has heard them and it is its answers that wait."""

    def __init__(self, page: Page, what: str, *, answered: bool = False) -> None:
        """`what` is a pattern of what follows /page/ in the address."""
        self.page, self.address = page, re.compile(f"/page/{what}")
        self.waiting: list[tuple[Route, bytes | None]] = []
        self._answered, self._gone = answered, False
        page.route(self.address, self._hold)

    def _hold(self, route: Route) -> None:
        if self._gone:
            route.continue_()
        else:
            self.waiting.append((route, route.fetch().body() if self._answered else None))

    def wait(self, many: int = 1) -> None:
        """Wait until so many wait here."""
        for _ in range(OFTEN):
            if len(self.waiting) >= many:
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"{len(self.waiting)} of {many} came for {self.address.pattern}")

    def go(self) -> None:
        """Let them all go on; the page has read their answers when this returns."""
        self._gone = True
        for route, body in self.waiting:
            self._let_go(route, body)
        # Asked after them and answered after them.
        self.page.evaluate("fetch('/page/due').then((answer) => answer.json())")

    def _let_go(self, route: Route, body: bytes | None) -> None:
        with self.page.expect_response(lambda one: one.request == route.request):
            if body is None:
                route.continue_()
            else:
                route.fulfill(body=body, content_type="application/json")
