"""What a plan and a whole workspace begin with: files with comments that teach the format, in either language."""
