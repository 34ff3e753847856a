package triagetest_test

import (
	"testing"

	"audiensi/domain/triage/triagetest"
)

func TestNearCopies(t *testing.T) {
	const text = "kapan jalan di @ diperbaiki, sudah # tahun rusak parah"
	got := triagetest.NearCopies([]string{text, "sppt kami belum datang", text + " pak", "kapan jalan", text[:len(text)/2]})
	if len(got) != 2 || !got[0] || !got[2] {
		t.Errorf("near copies %v, want 0 and 2", got)
	}
}

func TestMask(t *testing.T) {
	got, err := triagetest.Mask([]string{"Desa Temurejo 2026, kec. Srono"})
	if err != nil || got[0] != "desa @ #, kec. @" {
		t.Errorf("%q, %v", got, err)
	}
}
