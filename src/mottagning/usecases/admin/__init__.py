"""The register itself: making and opening one, moving in and out, backing up, settings."""
