"""What tests of mail may ask for."""

from tests.mail.mailing import mailing, office, pem

__all__ = ["mailing", "office", "pem"]
