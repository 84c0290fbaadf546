"""What each command does: one small function a command, called with the main screen."""
