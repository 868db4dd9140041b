"""What a user can do to a case: each command reads through a view and gives a draft."""
