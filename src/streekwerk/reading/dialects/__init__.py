"""Dialects: the declared shapes in which networks write their plans.

A dialect says how well a document fits it (`fit`, 0 to 1) and reads it (`read`). The registry tries
them all and takes the best; `outline` always fits a little, so no document is refused for its shape.
"""
