"""What the two types of picture share: not too many pixels, and drawn anew, so that nothing but the picture is kept.

Place, camera, author, thumbnail and every other note in the file go with the drawing; a picture that was only turned
by a note is turned for good.
"""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from familyhub.documents.policy import Unacceptable
from familyhub.documents.terms import Fault

MOST_PIXELS = 40_000_000
ORIENTATION = 0x0112


def check_pixels(width: int, height: int) -> None:
    """Errors: Unacceptable. Asked before a single pixel is unpacked."""
    if not (width and height):
        raise Unacceptable(Fault.DAMAGED)
    if width * height > MOST_PIXELS:
        raise Unacceptable(Fault.TOO_MANY_PIXELS)


def redrawn(body: bytes, form: str) -> bytes:
    """The picture alone; `form` is the library's own name of the type. Errors: Unacceptable."""
    made = io.BytesIO()
    try:
        with Image.open(io.BytesIO(body), formats=[form]) as picture:
            picture.load()
            is_turned = form == "JPEG" and picture.getexif().get(ORIENTATION, 1) != 1
            drawn = ImageOps.exif_transpose(picture) if is_turned else picture
            drawn.info = {name: said for name, said in drawn.info.items() if name == "transparency"}
            how = {"quality": 92 if is_turned else "keep"} if form == "JPEG" else {}
            drawn.save(made, form, **how)
    except Unacceptable:
        raise
    except Exception as error:  # a library for pictures fails on broken ones in many ways; each means the same
        raise Unacceptable(Fault.DAMAGED) from error
    return made.getvalue()
