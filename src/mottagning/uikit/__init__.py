"""Building blocks of the window that know no area. `columns` and `fields` need no Qt and are tested without."""
