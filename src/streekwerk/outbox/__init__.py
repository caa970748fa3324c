"""Mail that leaves after the change is safe; knows no subject."""
