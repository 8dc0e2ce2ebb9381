"""What a user can do: one public function is one transaction. No SQL, no Qt, no sentences."""
