package normal_test

import "testing"

// BenchmarkTokens takes a question of 300 characters.
func BenchmarkTokens(b *testing.B) {
	const text = "Assalamualaikum Bapak Bupati. Kulo kepala desa Temurejo, ingin bertanya: warga kami yg pindah datang dari luar kabupaten " +
		"sdh dua kali ke kecamatan utk mengurus KK dan KTP-el, tetapi sampai sekarang blm jadi. Padahal suratnya sudah lengkap sejak " +
		"tahun 2011 dan sudah membayar Rp 50.000. Mohon bantuannya, Pak?"
	n := newNormaliser(b)
	b.ReportAllocs()
	for b.Loop() {
		n.Tokens(text)
	}
}
