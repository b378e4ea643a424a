"""How the page's routes answer: JSON with ``ok``, a refusal in Slack's words, never a stack trace."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from ..state.records import JSON, SlackError

Route = Callable[[web.Request], Awaitable[JSON]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answering(route: Route) -> Handler:
    """A handler that answers the route's JSON, or ``{"ok": false, "error": …}`` when it refuses."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            answer = await route(request)
        except SlackError as refusal:
            answer = {"ok": False, "error": refusal.code}
        except KeyError as missing:
            answer = {"ok": False, "error": f"missing_{missing.args[0]}"}
        except ValueError as wrong:
            answer = {"ok": False, "error": str(wrong)}
        return web.json_response({"ok": True} | answer, headers={"Cache-Control": "no-store"})

    return handle


async def body_of(request: web.Request) -> JSON:
    """The request's JSON object; only application/json, so that no other site's form can post here."""
    if request.content_type != "application/json":
        raise SlackError("invalid_content_type")
    body = await request.json()
    if not isinstance(body, dict):
        raise SlackError("invalid_json")
    return body
