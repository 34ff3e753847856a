package similar

import (
	"unicode/utf8"

	"audiensi/domain/triage/normal"
)

// Bounds of what is read of one text.
const (
	mostBytes = 16 << 10
	mostTerms = 200
)

// Terms returns what the text says, in order: the stems of its words and the
// terms of the field, without places and numbers. Of a long text, the first ones.
func Terms(n *normal.Normaliser, text string) []string {
	tokens := n.Tokens(cut(text))
	list := make([]string, 0, min(len(tokens), mostTerms))
	for _, t := range tokens {
		if len(list) < mostTerms && (t.Kind == normal.Word || t.Kind == normal.Term) {
			list = append(list, t.Stem)
		}
	}
	return list
}

// idle are terms that put no matter by themselves: politeness, and what kind of
// place a name is of.
var idle = map[string]bool{"assalamualaikum": true, "warahmatullahi": true, "wabarakatuh": true, "waalaikumsalam": true,
	"permisi": true, "halo": true, "salam": true, "hormat": true, "selamat": true, "pagi": true, "siang": true, "sore": true,
	"bapak": true, "ibu": true, "bupati": true, "mohon": true, "minta": true, "izin": true, "maaf": true, "tanya": true,
	"terima": true, "kasih": true, "kata": true, "saya": true, "kami": true, "mau": true, "jelas": true,
	"desa": true, "dusun": true, "lurah": true, "kelurahan": true, "camat": true, "kecamatan": true, "kabupaten": true}

// telling returns how many different terms are not idle.
func telling(terms []string) int {
	seen := map[string]bool{}
	for _, t := range terms {
		if !idle[t] {
			seen[t] = true
		}
	}
	return len(seen)
}

func cut(text string) string {
	if len(text) <= mostBytes {
		return text
	}
	at := mostBytes
	for !utf8.RuneStart(text[at]) {
		at--
	}
	return text[:at]
}
