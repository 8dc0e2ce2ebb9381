"""When must, or may, something be done about a person? Rules as data, facts of a person, and the engine between."""
