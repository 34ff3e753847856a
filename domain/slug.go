package domain

// Lengths of the code of a thing that administrators name, in characters.
const (
	MinSlug = 2
	MaxSlug = 32
)

// IsSlug reports whether s can be a code: 2 to 32 lower-case letters, digits
// and separators, with neither the first nor the last a separator.
func IsSlug(s string, separator byte) bool {
	if len(s) < MinSlug || len(s) > MaxSlug || s[0] == separator || s[len(s)-1] == separator {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != separator {
			return false
		}
	}
	return true
}
