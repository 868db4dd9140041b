"""geoapp: ties what witnesses said to what the map shows."""
