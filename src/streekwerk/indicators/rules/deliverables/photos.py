"""What a photo tells besides its picture: where it was taken, by whom, with what. None of that is kept."""

from __future__ import annotations

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_TELLING_PIECES = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_ORIENTATION = 0x0112


def without_metadata(kind: str, data: bytes) -> bytes:
    """The same picture without its hidden facts; how a photo is turned stays.

    What cannot be read, stays as it is.

    >>> without_metadata("pdf", b"%PDF-1.7")
    b'%PDF-1.7'
    """
    if kind == "jpg":
        return _bare_jpeg(data)
    if kind == "png":
        return _bare_png(data)
    return data


def _bare_jpeg(data: bytes) -> bytes:
    """Every segment before the picture itself, save those with EXIF, XMP, IPTC or a remark."""
    kept, at = bytearray(data[:2]), 2
    turned = 1
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xDA:  # from here on the picture
            break
        size = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at : at + size]
        if marker == 0xE1 and segment[4:10] == b"Exif\x00\x00":
            turned = _orientation(segment[10:]) or turned
        if marker not in (0xE1, 0xED, 0xFE):
            kept += segment
        at += size
    else:
        return data  # no picture was found: a reader of photos decides what it is
    if turned != 1:
        kept[2:2] = _only_orientation(turned)
    return bytes(kept) + _picture(data, at)


def _picture(data: bytes, at: int) -> bytes:
    """The scans of the picture up to its end; a clip or second photo behind it is left out."""
    first = at
    while at + 4 <= len(data):
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
            follows = data[at + 1]
            if follows == 0xD9:
                return data[first : at + 2]
            if follows not in (0x00, 0xFF) and not 0xD0 <= follows <= 0xD7:
                break
            at += 2 if follows != 0xFF else 1
        else:
            break
    return data[first:]


def _orientation(tiff: bytes) -> int | None:
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for entry in range(min(count, 200)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + entry * 12)
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else None
    except (KeyError, struct.error):
        return None
    return None


def _only_orientation(turned: int) -> bytes:
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
    body = b"Exif\x00\x00" + b"MM\x00*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def _bare_png(data: bytes) -> bytes:
    kept, at = bytearray(_PNG), len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] not in _TELLING_PIECES:
            kept += data[at:end]
        if data[at + 4 : at + 8] == b"IEND":
            return bytes(kept)
        at = end
    return data
