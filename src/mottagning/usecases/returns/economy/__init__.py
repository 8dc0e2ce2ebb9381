"""Files for the economy system: e-invoices of what we sell, and the vouchers of a month. Both off until set up."""
