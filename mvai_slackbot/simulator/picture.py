"""A picture of the workspace in words, for the moment when something expected did not happen."""

from .gestures.eyes import Eyes
from .state.workspace import Workspace
from .wire.calls import Call
from .wire.deliveries import Delivery

LINES = 8


def picture(workspace: Workspace, eyes: Eyes, calls: list[Call], deliveries: list[Delivery]) -> str:
    """Channels with their last messages, open forms, and the last traffic in both directions."""
    parts = [*_channels(workspace, eyes), *_forms(workspace, eyes)]
    parts += ["last requests to the app:"]
    parts += [f"  {each.what} -> {each.status or each.error} {each.answer[:120]}" for each in deliveries[-LINES:]]
    parts += ["last Web API calls:"]
    parts += [f"  {each.method} -> {each.answer.get('error', 'ok')}" for each in calls[-LINES:]]
    return "\n".join(parts)


def _channels(workspace: Workspace, eyes: Eyes) -> list[str]:
    lines = []
    for channel in workspace.channels:
        handles = [user.handle for user in map(workspace.users.find, channel.members) if user]
        marks = [channel.kind, *(["archived"] if channel.is_archived else [])]
        lines.append(f"#{channel.name or 'direct message'} ({', '.join(marks)}: {', '.join(handles)})")
        for message in list(channel.messages.values())[-LINES:]:
            to = f" (only to {eyes.naming(message.ephemeral_to)})" if message.ephemeral_to else ""
            words = (eyes.words(message.blocks) or message.text).replace("\n", " / ")
            lines.append(f"  {eyes.naming(message.user)}{to}: {words[:300]}")
    return lines


def _forms(workspace: Workspace, eyes: Eyes) -> list[str]:
    forms = []
    for user in workspace.users.all():
        view = workspace.views.top(user.id)
        if view is not None:
            title = view.body["title"]["text"]
            forms.append(f"{user.handle} has the form {title!r} open: {eyes.values(view)} {eyes.errors(view) or ''}")
    return forms
