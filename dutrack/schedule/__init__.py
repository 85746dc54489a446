"""From readings to days: windows, series and waits, each with the steps that made it. Reads no clock."""
