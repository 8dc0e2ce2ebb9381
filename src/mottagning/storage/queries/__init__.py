"""Questions that span kinds of records: facts for the settlement, lists for the screens, the search."""
