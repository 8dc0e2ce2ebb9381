"""Statistics: indicators counted out of the register, put together as reports, written as files."""
