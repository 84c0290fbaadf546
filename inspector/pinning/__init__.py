"""What the user chose to pin and what will become of it."""
