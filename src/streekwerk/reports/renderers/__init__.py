"""From what a report says to the bytes of a file: functions of `Content` that know neither Django nor a page."""
