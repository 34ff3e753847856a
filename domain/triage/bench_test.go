package triage_test

import (
	"testing"

	"audiensi/domain/domaintest"
)

// text has 300 characters.
const text = "Pak, kami dari desa mau menanyakan soal surat pernyataan miskin untuk warga yang sakit di rumah sakit umum, sudah tiga kali " +
	"ditolak petugas loket karena katanya tidak berlaku lagi, padahal tanggalnya baru kemarin dan sudah ditandatangani camat. Bagaimana " +
	"jalan keluarnya supaya warga kami bisa berobat?"

// BenchmarkPropose is a suggestion: category, class, reasons, split.
func BenchmarkPropose(b *testing.B) {
	engines := domaintest.Triage()
	b.ReportAllocs()
	for b.Loop() {
		engines.Propose(text)
	}
}
