package triage_test

import (
	"testing"

	"audiensi/domain/category"
	"audiensi/domain/triage"
)

func TestKeywordPropose(t *testing.T) {
	tests := []struct {
		name, text string
		category   category.Code
		class      category.Class
	}{
		{"poverty letter", "Nyuwun sewu Bapak Bupati, SPM warga kami ditolak rumah sakit.", "poverty_letter", category.Complaint},
		{"population", "Syaratnya pindah datang dari luar kabupaten apa saja?", "population_admin", category.Information},
		{"revenue", "Target PBB tahun ini naik, bagaimana tunggakannya?", "local_revenue", category.Information},
		{"asset", "Tanah bengkok kami minta diukur ulang batasnya.", "village_asset", category.Inspection},
		{"no word known", "Jalan di tempat kami berlubang.", "", ""},
		{"part of a word is none", "Kami padati jalan dengan sapadan.", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := triage.Keyword{}.Propose(tt.text)
			if p.Category != tt.category || p.Class != tt.class {
				t.Errorf("Propose() = %q, %q; want %q, %q", p.Category, p.Class, tt.category, tt.class)
			}
			if (p.Category != "") != (len(p.Reasons) > 0) {
				t.Errorf("category %q with reasons %v", p.Category, p.Reasons)
			}
			if p.Calibrated || p.Confidence < 0 || p.Confidence > 1 || p.Model == "" {
				t.Errorf("dishonest proposal %+v", p)
			}
		})
	}
}

// TestEveryTermIsFound says each term of the rule alone, so that none is longer
// than what is looked up, and none stands in two categories.
func TestEveryTermIsFound(t *testing.T) {
	for words, code := range triage.Terms() {
		p := triage.Keyword{}.Propose("Pak, " + words + ".")
		if p.Category != code {
			t.Errorf("%q: %q, want %q (%v)", words, p.Category, code, p.Reasons)
		}
	}
}

func BenchmarkPropose(b *testing.B) {
	const text = "Assalamualaikum Bapak Bupati. Kami dari desa ingin bertanya, warga kami yang pindah datang dari kabupaten lain sudah dua kali ke kecamatan untuk mengurus kartu keluarga, tetapi sampai sekarang belum jadi."
	for b.Loop() {
		triage.Keyword{}.Propose(text)
	}
}
