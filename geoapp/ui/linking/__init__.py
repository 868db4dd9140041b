"""Linking and claiming: pickers and small editors over the map, each one step from anywhere."""
