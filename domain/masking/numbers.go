package masking

import (
	"regexp"
	"strings"
	"unicode"
)

// cluster is digits with what people write between those of one number: blanks,
// full stops, hyphens, brackets. A line ends it.
var cluster = regexp.MustCompile(`[+(]*\p{Nd}(?:[\p{Zs}\t.\-‐‑‒–_()\p{Cf}]{0,3}\p{Nd})*`)

// blank divides the tokens of a cluster.
var blank = regexp.MustCompile(`[\p{Zs}\t]+`)

// maskNumbers masks the numbers that belong to somebody.
func maskNumbers(text string) string {
	var out strings.Builder
	done := 0
	for _, at := range cluster.FindAllStringIndex(text, -1) {
		out.WriteString(text[done:at[0]])
		out.WriteString(maskCluster(text[at[0]:at[1]], around{text[:at[0]], text[at[1]:]}))
		done = at[1]
	}
	return out.String() + text[done:]
}

// around is what stands before and after a cluster.
type around struct{ before, after string }

var (
	currency = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:rp|idr)\.?\s*$`)
	rupiah   = regexp.MustCompile(`(?i)^(?:,\d+|,-)?\s*(?:rupiah|ribu|rb|juta|jt|miliar|milyar|triliun)(?:[^\pL]|$)`)
	labelled = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:nik|no\.? ?kk|nokk|npwp|nip|hp|wa|whatsapp|telp|tlp|telpon|telepon|rek|rekening|norek)[\s.:=]*(?:(?:no|nomor|nomer|saya|kami|bri|bca|bni|mandiri|jatim|bank)[\s.:=]*){0,3}$`)
)

// maskCluster masks the tokens of a cluster that make up numbers to mask, alone
// or with their neighbours.
func maskCluster(text string, around around) string {
	tokens := blank.Split(text, -1)
	gaps := append(blank.FindAllString(text, -1), "")
	hide := make([]bool, len(tokens))
	for i := range tokens {
		for j := len(tokens); j > i; j-- {
			if private(tokens[i:j], around, i == 0, j == len(tokens)) {
				for k := i; k < j; k++ {
					hide[k] = true
				}
			}
		}
	}
	var out strings.Builder
	for i, token := range tokens {
		switch {
		case !hide[i]:
			out.WriteString(token + gaps[i])
		case i+1 < len(tokens) && hide[i+1]: // the last of the hidden leaves the mark
		default:
			out.WriteString(Mark + gaps[i])
		}
	}
	return out.String()
}

// private reports whether the tokens are one number that belongs to somebody.
// First and last say that they touch what is around the cluster.
func private(tokens []string, around around, first, last bool) bool {
	if publicAll(tokens) {
		return false
	}
	digits, plain := digitsOf(strings.Join(tokens, "")), len(tokens) == 1 && onlyDigits(tokens[0])
	n := len(digits)
	if n == 16 {
		return true
	}
	amount := len(tokens) == 1 && (plain || thousands.MatchString(tokens[0])) &&
		(first && currency.MatchString(around.before) || last && rupiah.MatchString(around.after))
	switch {
	case amount:
		return false
	case phone(tokens, digits):
		return true
	case len(tokens) == 1 && (plain && n >= 10 || n >= 13):
		return true
	}
	return first && n >= 6 && labelled.MatchString(around.before)
}

func digitsOf(s string) string {
	var out strings.Builder
	for _, r := range s {
		if unicode.IsDigit(r) {
			out.WriteByte('0' + byte(value(r)))
		}
	}
	return out.String()
}

// value is that of a decimal digit of any script: they stand in tens from zero.
func value(r rune) int {
	n := 0
	for n < 9 && unicode.IsDigit(r-rune(n)-1) {
		n++
	}
	return n
}

func onlyDigits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}
