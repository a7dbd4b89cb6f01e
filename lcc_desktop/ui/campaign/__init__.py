"""The campaign: every commune at its stage, as a table, a board and a map, and the file of each."""
