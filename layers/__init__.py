"""Everything that can appear on the map, described without windows, databases or case facts."""
