"""What an authority says of casework in its own file, one file a subject."""
