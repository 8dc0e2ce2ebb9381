"""The area Fakturakontroll: what other municipalities bill, against ours."""
