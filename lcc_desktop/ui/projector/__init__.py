"""What the room sees: one indicator, large, in both languages."""
