"""Open Family Hub: the information system of a family hub network and early help service."""

__version__ = "0.1.0"
