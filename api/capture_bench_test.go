package api_test

import (
	"crypto/sha256"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"audiensi/domain"
	"audiensi/domain/access"
	model "audiensi/domain/question"
	"audiensi/domain/usecase"
	"audiensi/repository/testdb"
)

const threeHundred = "Pak, kami dari desa mau menanyakan soal kartu keluarga warga yang pindah dari luar kabupaten, sudah tiga kali berkasnya " +
	"ditolak petugas loket karena katanya surat pindahnya tidak berlaku lagi, padahal tanggalnya baru kemarin dan sudah ditandatangani " +
	"camat. Bagaimana jalan keluarnya supaya KK warga itu terbit?"

// BenchmarkCapture captures from 64 goroutines with triage and without it: the
// use case and the store, without HTTP, which would hide the difference.
func BenchmarkCapture(b *testing.B) {
	for name, dsn := range map[string]func() string{
		"sqlite": func() string { return "sqlite:" + testdb.SQLiteFile(b) }, "mariadb": func() string { return "mysql:" + testdb.MySQL(b) },
	} {
		w := newWorld(b, dsn())
		session, _ := w.openSession("never")
		id, err := domain.ParseID[domain.SessionKind](strings.TrimPrefix(session, "/v1/sessions/"))
		must(b, err)
		moderator := access.Principal{User: w.users["moderator"], Role: access.Moderator}
		engine := w.app.Triage
		var n atomic.Int64
		capture := func(b *testing.B) {
			b.SetParallelism(32) // times two processors
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					key := "bench-capture-" + strconv.FormatInt(n.Add(1), 10)
					in := usecase.CaptureInput{Key: key, Body: sha256.Sum256([]byte(key)), Text: threeHundred, Asker: model.Asker{Kind: model.Anonymous}}
					if _, err := w.app.Capture(b.Context(), moderator, id, in); err != nil {
						b.Error(err)
					}
				}
			})
		}
		for range 3 { // in turn, so that a machine whose speed drifts slows both
			w.app.Triage = engine
			b.Run(name+"/with", capture)
			w.app.Triage = silent{}
			b.Run(name+"/without", capture)
		}
	}
}

// silent proposes nothing.
type silent struct{}

func (silent) Propose(string) model.Proposal { return model.Proposal{} }
func (silent) Version() string               { return "silent" }
