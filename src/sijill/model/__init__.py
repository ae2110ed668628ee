"""What is true: frozen types of the standard library alone."""
