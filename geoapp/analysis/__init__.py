"""Pure calculations: chainage, and what else works on values alone."""
