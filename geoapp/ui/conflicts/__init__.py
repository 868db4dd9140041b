"""The screen that shows only what waits for a decision after people worked side by side."""
