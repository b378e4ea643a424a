"""The command line; a sub-command's module is loaded when it is called, so `run` does not pay for the others."""

from importlib import import_module

import click

# Sub-command: its module in mvai_slackbot.cli, and its line in the help.
COMMANDS = {
    "simulate": ("simulate", "Try everything in a Slack-like workspace on this machine; no account needed."),
    "run": ("run", "Socket Mode: everything in one process."),
    "web": ("web", "The HTTP front that hears Slack, health checks and metrics."),
    "worker": ("worker", "Delivery to Slack and everything that is due."),
    "migrate": ("migrate", "Bring the database to this version's schema."),
    "manifest": ("manifest", "Print the Slack app's manifest, or check or write manifests/*.json."),
    "doctor": ("doctor", "Look at tokens, scopes, clock, schema, keys and people on call, and say what to do next."),
    "new-key": ("new_key", "Print a new encryption key."),
    "rekey": ("rekey", "Encrypt every stored text anew with the newest key."),
    "texts": ("texts", "Compare the catalogue of texts with the code, or write it anew."),
    "content": ("content", "Check the data files and say what would be used: content check."),
    "commands": ("commands", "Print every slash command with what it does."),
    "export": ("export", "Write one incident as JSON, for an auditor or administrator."),
}


class Commands(click.Group):
    """Sub-commands by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one sub-command."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"mvai_slackbot.cli.{COMMANDS[cmd_name][0]}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"{cmd_name} is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of sub-commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="mvai-slackbot", message="%(version)s")
def main() -> None:
    """The Slack bot of the Mass Violence Advisory Initiative.

    Start with: mvai-slackbot simulate
    """


if __name__ == "__main__":
    main(prog_name="mvai-slackbot")
