"""The area Statistik: reports and indicators, their tables and charts, their files."""
