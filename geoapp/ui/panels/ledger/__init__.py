"""The ledger for people: what an entry did, in words, and the history of the whole case."""
