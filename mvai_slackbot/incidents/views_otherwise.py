"""What the card says to those for whom a button of it is not: everybody in the channel reads it."""

ADD_DETAILS = (
    "Staff keep these details. Please write here in the channel, in plain words, what is missing or has changed: they add "
    "it from there. Please no names of victims, witnesses, suspects or juveniles."
)
SET_LEADER = (
    "Staff write down who leads here, who stands beside them, and whom to contact. If that has changed, please write it "
    "here in the channel: they set it from there."
)
LOG_REQUEST = "Please write what you need here in the channel, in plain words; staff log it from there."
FIND_HELP = (
    "Staff look for people who can help, and ask them first. Please write here in the channel, in plain words, what kind "
    "of help is needed."
)
OFFER_CHECKINS = (
    "Staff offer check-ins, to the leader and only after a yes. If you would like them, please tell the coordinator you "
    "know, or write here in the channel that you would like a word with them: you need not say why."
)
REPAIR = "Staff see this as well and look after it. There is nothing for you to do."
