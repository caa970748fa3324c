"""What people do with effects and their origins."""
