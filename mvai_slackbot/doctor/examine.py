"""All checks, in the order in which a person would mend what they find."""

from mvai_slackbot.doctor.finding import Finding
from mvai_slackbot.doctor.mail_side import look_at_outgoing_mail
from mvai_slackbot.doctor.records import look_at_records
from mvai_slackbot.doctor.slack_side import look_at_slack
from mvai_slackbot.doctor.texts import look_at_texts
from mvai_slackbot.settings import Settings


async def examine(settings: Settings, *, trial: bool = False) -> list[Finding]:
    """Look at everything; a check that cannot be made says why, and the others go on."""
    slack = await look_at_slack(settings, trial=trial)
    return [
        *slack.findings,
        *look_at_records(settings, slack.team_id),
        *look_at_outgoing_mail(settings),
        *look_at_texts(),
    ]
