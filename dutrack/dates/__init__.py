"""Pure calendar: windows, counting by law, working days, terms. Reads no clock."""
