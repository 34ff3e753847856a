package masking

import (
	"regexp"
	"strings"
)

// What is written in digits and belongs to nobody.
var (
	year      = regexp.MustCompile(`^(?:19|20)\d\d(?:[-–](?:19|20)\d\d)?$`)
	day       = regexp.MustCompile(`^(?:0?[1-9]|[12]\d|3[01])[-.](?:0?[1-9]|1[0-2])[-.](?:19|20)\d\d$`)
	isoDay    = regexp.MustCompile(`^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$`)
	clock     = regexp.MustCompile(`^(?:[01]?\d|2[0-3])\.[0-5]\d(?:[-–](?:[01]?\d|2[0-3])\.[0-5]\d)?$`)
	thousands = regexp.MustCompile(`^[1-9]\d{0,2}(?:\.\d{3})+$`)
)

// publicAll reports whether each of the tokens is a year, a day, a time of day, or
// an amount that no telephone number looks like.
func publicAll(tokens []string) bool {
	for _, t := range tokens {
		if t = strings.Trim(t, "()"); digitsOf(t) == "" {
			continue // a dash between two
		}
		amount := thousands.MatchString(t) && len(digitsOf(t)) < 13 && !mobile.MatchString(digitsOf(t))
		if !amount && !year.MatchString(t) && !day.MatchString(t) && !isoDay.MatchString(t) && !clock.MatchString(t) {
			return false
		}
	}
	return true
}

// Telephone numbers, without what stands between their digits.
var (
	mobile   = regexp.MustCompile(`^(?:08|628|6208|00628)\d{7,11}$`)
	landline = regexp.MustCompile(`^(?:0|62|620)[2-79]\d{7,10}$`)
	abroad   = regexp.MustCompile(`^\d{8,15}$`)
	bare     = regexp.MustCompile(`^8[1-9]\d{7,10}$`) // a mobile number without its 0
)

// phone reports whether the tokens are a telephone number. The groups of one that
// begins otherwise than a mobile number are as long as people write them.
func phone(tokens []string, digits string) bool {
	head := digitsOf(strings.Split(strings.NewReplacer(".", "-", ")", "-", "–", "-").Replace(tokens[0]), "-")[0])
	switch {
	case mobile.MatchString(digits):
		return true
	case strings.Contains(tokens[0], "+"):
		return abroad.MatchString(digits)
	case landline.MatchString(digits):
		return len(head) >= 3 && head[0] == '0' || strings.HasPrefix(tokens[0], "(")
	}
	return bare.MatchString(digits) && (len(head) == 3 || len(head) == 4)
}
