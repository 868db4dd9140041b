"""Draws synthetic satellite scenes of the invented island. Needed only to make them anew."""
