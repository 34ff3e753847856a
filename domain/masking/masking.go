// Package masking hides in a text what tells who somebody is, for screens that a
// hall sees and for what is sent out (law 27/2022): identity and family card
// numbers, telephone numbers, accounts, e-mail addresses, and names. It knows no
// law of names: it masks those that it is given, and the words after an honorific.
// Rather too much is masked than too little; dates, amounts of money, years and the
// numbers of regulations are left alone. Pure functions.
package masking

import "regexp"

// Mark stands where something was masked, the same in every language.
const Mark = "•••"

// Masker masks texts. It is safe for concurrent use.
type Masker struct{ names names }

// New returns a masker that also masks the names of these people: whole names in
// any case, and each longer word of one where it is written like a name.
func New(people ...string) *Masker {
	m := &Masker{newNames()}
	for _, p := range people {
		m.names.add(p)
	}
	return m
}

var address = regexp.MustCompile(`[\pL\pN._%+\-]+ ?@ ?[\pL\pN\-]+(?:\.[\pL\pN\-]+)+`)

// Mask returns the text with everything masked. What is masked already stays as
// it is.
func (m *Masker) Mask(text string) string {
	text = address.ReplaceAllString(text, Mark)
	return maskAfterHonorifics(m.names.mask(maskNumbers(text)))
}
