package usecase_test

import (
	"testing"

	"audiensi/domain/usecase"
)

func TestSays(t *testing.T) {
	const text = "Pak, tanah\nKAS desa kami (bengkok) disewa; PBB-nya siapa? KTP-el 2x."
	for term, want := range map[string]bool{
		"bengkok": true, "BENGKOK": true, "tanah kas desa": true, "Tanah-Kas": true, "ktp el": true, "pbb": true, "2x": true, "pak": true, "ktpel": true, "penyewaan": true, "bapak": true,
		"kas tanah": false, "beng": false, "engkok": false, "sew": false, "tanah kas desa lain": false, "2": false, "3x": false, "": false, "?": false,
	} {
		if got := usecase.Says(text, term); got != want {
			t.Errorf("%q: %v, want %v", term, got, want)
		}
	}
	if !usecase.Says("Tanah kas desa disewa.", "TKD") || !usecase.Says("TKD disewa.", "tanah kas desa") {
		t.Error("an abbreviation and what it stands for are not the same")
	}
	for _, text := range []string{"", " ", "?"} {
		if usecase.Says(text, "pbb") || usecase.Says(text, "?") {
			t.Errorf("%q says something", text)
		}
	}
}
