"""Plain decisions of the room, without Django: files and colours, the steps of a review, comparing readings."""
