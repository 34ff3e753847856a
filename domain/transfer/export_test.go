package transfer

// Names are the entries, for tests.
func Names() []string { return entries }
