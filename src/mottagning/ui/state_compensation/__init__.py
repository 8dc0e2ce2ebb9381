"""The area Statlig ersättning: what is expected of the state, and what is applied for."""
