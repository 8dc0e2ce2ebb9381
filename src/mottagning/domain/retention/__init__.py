"""Gallring: how long is what is known of a person kept, by which rule, and what is never removed?"""
