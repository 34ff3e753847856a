package domain

// CleanName cleans a name or title in place by the rules of CleanText, with
// MaxNameText as its limit, and notes what is wrong with it. An empty one is a
// fault only where it is required.
func (f *Faults) CleanName(pointer string, name *string, required bool) {
	clean := CleanOptional
	if required {
		clean = CleanText
	}
	cleaned, err := clean(pointer, *name, MaxNameText)
	if err != nil {
		f.Merge(err)
		return
	}
	*name = cleaned
}
