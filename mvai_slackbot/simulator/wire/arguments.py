"""Reads the arguments of a Web API request from query, form, multipart or JSON, and its token."""

import json

from aiohttp import web

from ..state.records import JSON, SlackError

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"


async def read_arguments(request: web.Request) -> tuple[JSON, str]:
    """The arguments without the token, and the token ("" when there is none).

    SlackError invalid_json, json_not_object, invalid_form_data, invalid_post_type, missing_post_type.
    """
    arguments: JSON = dict(request.query)
    if request.method != "GET" and request.body_exists:
        kind = request.content_type
        if kind == _JSON:
            arguments.update(_object(await request.read()))
        elif kind in (_FORM, _MULTIPART):
            arguments.update(await _form(request))
        elif "Content-Type" not in request.headers:
            raise SlackError("missing_post_type")
        elif await request.read():
            raise SlackError("invalid_post_type")
    token = str(arguments.pop("token", "") or "")
    header = request.headers.get("Authorization", "")
    if header:
        scheme, _, value = header.partition(" ")
        token = value.strip() if scheme.lower() == "bearer" else token
    return arguments, token


def _object(body: bytes) -> JSON:
    if not body.strip():
        return {}
    try:
        value = json.loads(body)
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(value, dict):
        raise SlackError("json_not_object")
    return value


async def _form(request: web.Request) -> JSON:
    try:
        fields = await request.post()
    except ValueError:
        raise SlackError("invalid_form_data") from None
    return {name: value for name, value in fields.items() if isinstance(value, str)}
