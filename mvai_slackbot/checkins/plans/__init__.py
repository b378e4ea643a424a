"""Plans: on which days and at which hours somebody is asked, and everything they and staff can change about it."""
