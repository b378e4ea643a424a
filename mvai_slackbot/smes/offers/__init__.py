"""Offers: somebody is asked, is reminded once, says yes or no; then the next on the list, or staff."""
