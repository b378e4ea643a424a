"""Following: find a request, see what one may see of it, and correct it."""
