"""Every prompt as a picture: in each language, mode and orientation."""
