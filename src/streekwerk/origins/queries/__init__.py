"""What is asked about effects and their origins."""
