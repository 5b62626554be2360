package inbox

// Bounded gives a looker that reads fewer names.
func Bounded(extensions []string, most int) *Looker {
	return &Looker{Extensions: extensions, most: most}
}
