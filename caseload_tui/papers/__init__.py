"""What leaves the program to be read elsewhere: the list of what was agreed, and the calendar file."""
