"""What holds for the repository as a whole: its rules, its documents, its way to be set up."""
