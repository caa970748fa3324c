"""Plain decisions of the room, without Django: files and colours, review steps, comparing readings."""
