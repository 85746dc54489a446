"""The command line: arguments in, a view out. Besides the scheduler the only reader of the clock."""
