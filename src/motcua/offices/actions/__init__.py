"""What changes the register of agencies, places and communes."""
