"""Files inside the case: listed in the inspector, looked at from memory, taken in and out."""
