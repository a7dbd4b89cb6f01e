"""What stands round the window: its options, its command line, and the opening of the workspace behind it."""
