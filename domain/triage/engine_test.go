package triage_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain/category"
	"audiensi/domain/domaintest"
)

func TestPropose(t *testing.T) {
	engines := domaintest.Triage()
	for name, tt := range map[string]struct {
		text     string
		category category.Code
	}{
		"a letter":           {"Nyuwun sewu Bapak Bupati, SPM warga kami ditolak rumah sakit.", "poverty_letter"},
		"a KK for a letter":  {"Warga pindahan belum punya KK sini, apa tetap bisa dibuatkan SKTM untuk berobat?", "poverty_letter"},
		"a move":             {"Syarat mengurus surat pindah datang penduduk dari luar kabupaten apa saja?", "population_admin"},
		"the tax":            {"SPPT PBB tahun ini kok naik dua kali lipat, bagaimana cara minta keringanannya?", "local_revenue"},
		"the tax on bengkok": {"PBB tanah bengkok itu yang bayar desa atau perangkat yang menggarap?", "local_revenue"},
		"village land":       {"Tanah kas desa kami disewakan kades lama tanpa lelang, siapa yang berhak membatalkan?", "village_asset"},
		"a road":             {"Jalan di tempat kami berlubang, kapan diaspal?", "other"},
		"misspelt":           {"kk sy blm jdi2 pdhl sdh 3 bln di capil", "population_admin"},
		"spelt out":          {"pak mau tanya ka te pe saya hilang urusnya ke mana ya", "population_admin"},
		"nothing said":       {"Nuwun sewu.", ""},
		"empty":              {"", ""},
		"emoji":              {"🙏🙏", ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := engines.Propose(tt.text)
			if p.Category != tt.category {
				t.Errorf("category %q, want %q: %+v", p.Category, tt.category, p)
			}
			if p.Category != "" && (len(p.Reasons) == 0 || p.Confidence < 0.6 || p.Ranking[0].Category != p.Category) {
				t.Errorf("proposal without ground: %+v", p)
			}
			for _, r := range p.Reasons {
				if !strings.Contains(strings.ToLower(tt.text), r.Term) {
					t.Errorf("the reason %q is not in the text", r.Term)
				}
			}
			if diff := cmp.Diff(p, engines.Propose(tt.text)); diff != "" {
				t.Errorf("the same text again: %s", diff)
			}
		})
	}
}

func TestProposeSplit(t *testing.T) {
	two := "KK saya belum jadi sejak Maret, mohon dicek di dukcapil. Satu lagi, tanah kas desa kami disewakan tanpa lelang, siapa yang bertanggung jawab?"
	p := domaintest.Triage().Propose(two)
	if len(p.Split) != 2 || p.Split[0].Category != "population_admin" || p.Split[1].Category != "village_asset" ||
		!strings.HasPrefix(two[p.Split[1].Start:], "Satu lagi") {
		t.Errorf("split %+v", p.Split)
	}
	if p := domaintest.Triage().Propose("KK saya belum jadi sejak Maret, mohon dicek di dukcapil."); len(p.Split) > 0 {
		t.Errorf("one matter is split: %+v", p.Split)
	}
}
