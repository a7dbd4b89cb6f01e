"""The accreditation committee: a commune's file and what was decided of it."""
