"""Forms made from statements: one editor per kind of field, nothing typed is lost."""
