"""The identity file in the window: who a person is, beside the case and never in it."""
