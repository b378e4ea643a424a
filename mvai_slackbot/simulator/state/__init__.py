"""The workspace itself: people, channels, messages, views as plain records on one thread; no sockets, no waiting."""
