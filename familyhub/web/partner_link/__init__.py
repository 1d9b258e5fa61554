"""A partner's link: address, then code, whatever room asks."""
