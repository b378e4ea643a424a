"""What tests of calls may ask for beside a town: a mail server for pagers."""

from tests.mail.conftest import mailing, office, pem

__all__ = ["mailing", "office", "pem"]
