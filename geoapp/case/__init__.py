"""Records that are not drawn, what ties them together, and CaseView, the one way to read."""
