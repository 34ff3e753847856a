package normal_test

import "testing"

func FuzzTokens(f *testing.F) {
	for _, text := range []string{
		"", "SPM warga kami ditolak.", "ka te pe, K.T.P. anak2 jalan2nya", "Rp2.500.000,- atau 2 juta", "Desa Sumber Beras-nya",
		"de\u0301re\u0301ng do\u2019a", "\u2757\ufe0f 1\ufe0f\u20e3", "\xff\xc3(", "\u0301", "İ ẞ K", "aaa'''---nya", "DPT pemilu nopo o",
	} {
		f.Add(text)
	}
	n := newNormaliser(f)
	f.Fuzz(func(t *testing.T, text string) { checkPlaces(t, text, n.Tokens(text)) })
}
