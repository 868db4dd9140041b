"""Field copies: the choice of a part of the case, and the file that holds it."""
