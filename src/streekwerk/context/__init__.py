"""Omgevingscijfers: published figures about the territory, with source, year and denominator."""
