"""Merging with another file of the case, and writing what another copy lacks into a bundle."""
