package masking

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// honorific is a word after which a name comes, with the blanks that follow.
var honorific = regexp.MustCompile(`(?i)(^|[^\pL\pN])(bapak|ibu|pak|bu|bpk\.?|sdr[ia]?\.?|saudara|saudari|sodara|nyonya|tuan|ny\.|tn\.|mbah|mbak|mas|kang|gus|ning|` +
	`haji|hajjah|hj?\.|kh\.?|kyai|kiai|ustadz?|ustadzah|a\.\s?n\.?|an\.|atas nama|bernama|nama saya|almarhum|almarhumah|alm\.|istri saya|suami saya|anak saya)\s+`)

// word is one that may belong to a name: it begins with a capital letter.
var word = regexp.MustCompile(`^(?:\p{Lu}[\pL'’]*(?:-\p{Lu}[\pL'’]*)?\.?|bin|binti)`)

// unnamed are words that are no name though they follow an honorific: offices,
// and what a sentence goes on with. In small letters.
var unnamed = strings.Fields(`bupati wabup wakil camat kades lurah sekdes sekda sekretaris kepala ketua presiden gubernur menteri dinas kadis kabid kabag
	kasun kadus dusun rt rw bpd pkk bidan dokter guru asisten inspektur dandim kapolres kapolsek danramil direktur desa kecamatan kabupaten
	saya kami kita kapan apa apakah bagaimana mohon tolong di dari yang untuk kenapa mengapa warga terima maaf izin ijin siapa berapa mana
	ini itu ada sudah belum bisa tidak kalau jika soal masalah tentang ktp kk sppt pbb bpjs spm sktm akta hamil kota ibu bapak pak bu haji
	tanah jalan bantuan dana selamat assalamualaikum mau tanya minta dan atau`)

// maskAfterHonorifics masks the capitalised words after each honorific. An office
// ends it: what follows an office is mostly a place.
func maskAfterHonorifics(text string) string {
	var out strings.Builder
	for {
		at := honorific.FindStringIndex(text)
		if at == nil {
			out.WriteString(text)
			return out.String()
		}
		out.WriteString(text[:at[1]])
		text = text[at[1]:]
		if n := nameLength(text); n > 0 {
			out.WriteString(Mark)
			text = text[n:]
		}
	}
}

// nameLength returns how long the name is that the text begins with, in bytes.
// Words that are masked already belong to it, so that nothing is left behind them.
func nameLength(text string) int {
	length := 0
	for at := 0; at < len(text); {
		w := word.FindString(text[at:])
		if w == "" && strings.HasPrefix(text[at:], Mark) {
			w = Mark
		}
		letters := strings.TrimSuffix(w, ".")
		if w == "" || slices.Contains(unnamed, strings.ToLower(letters)) || length == 0 && (w == "bin" || w == "binti") {
			break
		}
		abbreviated := w != letters && utf8.RuneCountInString(letters) <= 4
		if length = at + len(letters); w != letters && !abbreviated {
			break // the end of the sentence
		}
		if abbreviated {
			length = at + len(w)
		}
		rest := strings.TrimLeft(text[at+len(w):], " ")
		if next := len(text) - len(rest); next > at+len(w) || abbreviated {
			at = next
			continue
		}
		break
	}
	return length
}
