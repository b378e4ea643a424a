"""Who somebody is: a person with or without a Slack account, their roles, their part in an incident, who is on call.

A *role* is held in the whole program (coordinator, reviewer, SME, auditor, administrator). A *part* is held in one incident
(owner, leader, deputy, contact, SME, SME lead, mental-health SME, delegate). *On call* is who is asked first, and second.
"""
