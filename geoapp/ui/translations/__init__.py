"""What the window says in other languages: one .ts to edit and one .qm to load for each."""
