"""Where the bank reports transfers: verified, booked, and credited to the dossier they pay for."""
