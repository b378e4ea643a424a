"""Threads: which messages stand in the channel itself, and what is told of the replies to one."""

from .records import JSON, Channel, Message


def is_top(message: Message) -> bool:
    """Whether it stands in the channel itself and not only in a thread."""
    return not message.thread_ts or message.thread_ts == message.ts or message.reply_broadcast


def summaries(channel: Channel) -> dict[str, JSON]:
    """By ts of a thread's first message: ``reply_count``, ``reply_users``, ``reply_users_count``, ``latest_reply``."""
    found: dict[str, JSON] = {}
    for message in channel.messages.values():
        if message.thread_ts and message.thread_ts != message.ts and not message.ephemeral_to:
            told = found.setdefault(message.thread_ts, {"reply_count": 0, "reply_users": []})
            told["reply_count"] += 1
            told["latest_reply"] = message.ts
            if message.user not in told["reply_users"]:
                told["reply_users"].append(message.user)
                told["reply_users_count"] = len(told["reply_users"])
    return found
