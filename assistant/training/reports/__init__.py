"""What was learned, told to those who answer for it: on the screen, in Excel, in print, as evidence."""
