"""Checks of blocks and views, as strict as Slack documents them, in Slack's words and with JSON pointers."""
