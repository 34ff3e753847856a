package linear_test

import (
	"testing"

	"audiensi/domain/triage/linear"
	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/triagetest"
)

const question300 = "Assalamualaikum Bapak Bupati. Kulo kepala desa Temurejo, ingin bertanya: warga kami yg pindah datang dari luar kabupaten " +
	"sdh dua kali ke kecamatan utk mengurus KK dan KTP-el, tetapi sampai sekarang blm jadi. Padahal suratnya sudah lengkap sejak " +
	"tahun 2011 dan sudah membayar Rp 50.000. Mohon bantuannya, Pak?"

// BenchmarkPredict classifies a question of 300 characters and says why.
func BenchmarkPredict(b *testing.B) {
	m := must[*linear.Model](b)(trained())
	b.ReportAllocs()
	for b.Loop() {
		p := m.Predict(question300)
		p.Reasons(2, 5)
		p.Parts()
	}
}

// BenchmarkTrain trains on all built-in examples.
func BenchmarkTrain(b *testing.B) {
	n, list := must[*normal.Normaliser](b)(triagetest.Normaliser()), must[[]linear.Example](b)(builtin())
	for b.Loop() {
		if _, err := linear.Train(n, list, linear.Options{Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
