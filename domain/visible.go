package domain

import "unicode"

// isVisible reports whether a reader sees something of the character. Not
// visible are blanks, controls, format characters such as the zero-width space,
// combining marks by themselves, letters that are drawn as nothing (the Hangul
// fillers) and the empty Braille pattern.
func isVisible(r rune) bool {
	const emptyBraille = '\u2800'
	return unicode.IsGraphic(r) && r != emptyBraille &&
		!unicode.In(r, unicode.White_Space, unicode.Zs, unicode.M, unicode.Other_Default_Ignorable_Code_Point)
}
