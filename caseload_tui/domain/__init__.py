"""The rules of the work: pure functions of facts and dates, and the shape of a policy."""
