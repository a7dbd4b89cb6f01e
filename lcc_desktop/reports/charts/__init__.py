"""Charts drawn once: each module makes a `Scene` of shapes and words, painters put it on a screen or on paper."""
