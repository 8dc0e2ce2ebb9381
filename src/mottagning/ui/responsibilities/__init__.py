"""The area Ansvar: who answers for what."""
