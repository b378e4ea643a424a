"""Answers: the forms, who reads what was answered, one's own history, and the help that was asked for."""
