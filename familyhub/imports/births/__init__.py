"""How a row of the births feed is read, checked and compared: what `feeds/births.py` is made of."""
