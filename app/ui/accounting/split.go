package accounting

// split is F6.
func (e *entry) split() {}
