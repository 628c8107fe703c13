"""Every write of the log that a person or a job asks for."""
