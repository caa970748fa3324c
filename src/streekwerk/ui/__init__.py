"""Base templates, design system and components; knows no subject and has no models."""
