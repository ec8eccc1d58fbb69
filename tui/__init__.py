"""What a person sees and presses: the app, its screens and widgets, and the command line."""
