"""Letters to those who answer for a listing: a link to it, nothing about anybody."""
