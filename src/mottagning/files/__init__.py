"""Documents out and in: workbooks. The only folder that knows openpyxl."""
