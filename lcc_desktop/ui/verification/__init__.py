"""The verification mission: its findings beside the commune's own scores."""
