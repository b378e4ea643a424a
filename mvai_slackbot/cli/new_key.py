"""`new-key`: one fresh encryption key."""

import click
from cryptography.fernet import Fernet


@click.command("new-key")
def command() -> None:
    """Print a new key for MVAI_ENCRYPTION_KEYS. Put it first, keep the earlier ones behind it, then run rekey."""
    click.echo(Fernet.generate_key().decode())
