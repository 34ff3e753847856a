package cmd_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"audiensi/repository"
	"audiensi/repository/testdb"
)

// onBoth runs the test with the program on a SQLite file and on MariaDB, with
// the reference data that comes with it.
func onBoth(t *testing.T, test func(t *testing.T, s setting, store *repository.Store)) {
	for name, dsn := range map[string]func(t *testing.T) string{
		"sqlite":  func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "audiensi.db") },
		"mariadb": func(t *testing.T) string { return "mysql:" + testdb.MySQL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			at := dsn(t)
			s := newSetting(t, "AUDIENSI_DATABASE="+at)
			s.must(t, "", "migrate", "up")
			s.must(t, "", "reference", "load")
			store, err := repository.Open(t.Context(), repository.Config{DSN: at})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := store.Close(); err != nil {
					t.Error(err)
				}
			})
			test(t, s, store)
		})
	}
}

// counted returns the one number that the query gives.
func counted(t *testing.T, store *repository.Store, query string) (n int) {
	t.Helper()
	if err := store.DB().QueryRowContext(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

const pastMinutes = "NOTULEN RAKORSUS\n\nTgl;Rapat;No Urut;Nama;Jabatan;Desa;Pertanyaan;Bidang;OPD;Jawaban;Dijawab Oleh;Tgl Jawaban;Status\n" +
	"20 Desember 2011;Rakorsus Srono;1;Suparno;Kades;Sukomaju;KK warga belum jadi;population_admin;;Sudah kami urus;Bu Ani;;\n" +
	"20/12/2011;Rakorsus Srono;2;;Sekdes;Sukomaju;Kapan SPPT dibagikan?;;;;;;\n" +
	"2011-12-20;Rakorsus Srono;3;Slamet;Warga;;Tanah kas desa disewa orang;Aset desa;;Akan kami ukur;Pak Budi;2/2/2012;Selesai\n" +
	"21 Des 2011;Rakorsus Kabat;1;;;;Jalan rusak;;;;;;Bukan kewenangan\n" +
	"21 Des 2011;Rakorsus Kabat;1;;;;Jalan rusak;;;;;;Bukan kewenangan\n"

// withDinas names, where the minutes must, an agency of 2011.
func withDinas(t *testing.T, store *repository.Store) string {
	t.Helper()
	var code string
	row := store.DB().QueryRowContext(t.Context(), "SELECT code FROM dinas WHERE valid_from <= '2011-12-20' AND (valid_to = '' OR valid_to > '2012-03-01') ORDER BY code LIMIT 1")
	if err := row.Scan(&code); err != nil {
		t.Fatal(err)
	}
	return strings.Replace(pastMinutes, "Aset desa;;Akan", "Aset desa;"+code+";Akan", 1)
}

func TestImportQuestions(t *testing.T) {
	onBoth(t, func(t *testing.T, s setting, store *repository.Store) {
		path := filepath.Join(t.TempDir(), "notulen.csv")
		write(t, path, withDinas(t, store))
		preview := s.must(t, "", "import", "questions", path, "--dry-run")
		for _, want := range []string{"header in row 3", "Pertanyaan is text", "OPD is dinas", "5 rows, 5 can be imported, 2 of them answered; 2 meetings",
			"Suparno", "35.10.08.2010", "answered 2011-12-20", "dismissed", "Nothing was written"} {
			if !strings.Contains(preview, want) {
				t.Errorf("want %q in\n%s", want, preview)
			}
		}
		if n := counted(t, store, "SELECT COUNT(*) FROM sessions"); n != 0 {
			t.Errorf("a dry run made %d sessions", n)
		}
		if out := s.must(t, "", "import", "questions", path); out != "5 questions imported, 0 were there and stay as they are, 0 rows left out; 2 sessions made\n" {
			t.Error(out)
		}
		if out := s.must(t, "", "import", "questions", path); out != "0 questions imported, 5 were there and stay as they are, 0 rows left out; 0 sessions made\n" {
			t.Error(out)
		}
		start := fmt.Sprint(time.Date(2011, 12, 19, 17, 0, 0, 0, time.UTC).UnixMicro())
		for query, want := range map[string]int{
			"SELECT COUNT(*) FROM questions WHERE imported = 1 AND proposal_model <> ''":                                               5,
			"SELECT COUNT(*) FROM questions WHERE start_at = " + start + " AND occurred_at = " + start:                                 3,
			"SELECT COUNT(*) FROM questions WHERE status = 'resolved' AND resolved_how = 'window_ended' AND answer_on_the_spot = 1":    1,
			"SELECT COUNT(*) FROM questions WHERE status = 'resolved' AND resolved_how = 'confirmed_for_asker' AND answer_dinas <> ''": 1,
			"SELECT COUNT(*) FROM questions WHERE status = 'captured' AND asker_name = 'Sekdes Sukomaju'":                              1,
			"SELECT COUNT(*) FROM questions WHERE status = 'dismissed' AND asker_kind = 'anonymous'":                                   2,
			"SELECT COUNT(*) FROM custodies": 1,
			"SELECT COUNT(*) FROM sessions WHERE status = 'closed' AND auto_assign = 'never' AND held_on = '2011-12-20'": 1,
			"SELECT COUNT(*) FROM events WHERE kind IN ('session.planned', 'session.opened', 'session.closed')":          6,
			"SELECT COUNT(*) FROM events WHERE recorded_at < " + fmt.Sprint(time.Now().Add(-time.Hour).UnixMicro()):      0,
		} {
			if got := counted(t, store, query); got != want {
				t.Errorf("%s: %d, want %d", query, got, want)
			}
		}
	})
}

func TestImportQuestions_faults(t *testing.T) {
	onBoth(t, func(t *testing.T, s setting, store *repository.Store) {
		dir := t.TempDir()
		file := func(name, text string) string {
			write(t, filepath.Join(dir, name), text)
			return filepath.Join(dir, name)
		}
		const head = "Pertanyaan,Tanggal,Kategori\n"
		many := file("many.csv", head+strings.Repeat("a,kemarin,\n", 1000))
		s.refused(t, 1, "1000 faults; nothing was written", "import", "questions", many, "--session-title", "x")
		s.refused(t, 1, "and 900 more", "import", "questions", many, "--session-title", "x")
		s.refused(t, 1, `row 101: Tanggal: "kemarin" is no day`, "import", "questions", many, "--session-title", "x")
		s.refused(t, 1, "there is no column Pertanyaan", "import", "questions", file("no.csv", "Isi,Tanggal\na,20/12/2011\n"), "--session-title", "x")
		s.refused(t, 1, "the text in line 3 is not UTF-8", "import", "questions", file("latin.csv", head+"a,20/12/2011,\nJos\xe9,20/12/2011,\n"), "--session-title", "x")
		s.refused(t, 1, "what the file holds is no XLSX", "import", "questions", file("lying.xlsx", head), "--session-title", "x")
		s.refused(t, 1, "the file is empty", "import", "questions", file("empty.csv", ""), "--session-title", "x")
		s.refused(t, 1, "there is no row below the header", "import", "questions", file("head.csv", head), "--session-title", "x")
		s.refused(t, 1, "the name ends neither with .csv nor with .xlsx", "import", "questions", file("old.xls", head))
		s.refused(t, 1, "no such file", "import", "questions", filepath.Join(dir, "none.csv"))
		s.refused(t, 1, "--map tanya=Isi: write FIELD=HEADER", "import", "questions", many, "--map", "tanya=Isi")
		s.refused(t, 1, "not a UUID", "import", "questions", many, "--session", "x")
		s.refused(t, 1, "it was not found", "import", "questions", many, "--session", "0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11")
		mixed := file("mixed.csv", "Isi Usulan,Tanggal,Kategori\nJalan rusak,20/12/2011,\n,20/12/2011,\nPasar kumuh,20/12/2011,Sihir\n")
		s.refused(t, 1, "2 faults; nothing was written", "import", "questions", mixed, "--session-title", "x", "--map", "text=Isi Usulan")
		if n := counted(t, store, "SELECT COUNT(*) FROM questions") + counted(t, store, "SELECT COUNT(*) FROM sessions"); n != 0 {
			t.Errorf("%d rows were written", n)
		}
		dry := s.run(t, "", "import", "questions", mixed, "--session-title", "x", "--map", "text=Isi Usulan", "--dry-run")
		if dry.code != 1 || !strings.Contains(dry.out, "3 rows, 1 can be imported") || !strings.Contains(dry.err, "row 3: Isi Usulan: must be given") {
			t.Errorf("exit %d\n%s\n%s", dry.code, dry.out, dry.err)
		}
		out := s.must(t, "", "import", "questions", mixed, "--session-title", "x", "--map", "text=Isi Usulan", "--skip-bad")
		if !strings.HasPrefix(out, "1 questions imported, 0 were there and stay as they are, 2 rows left out; 1 sessions made") {
			t.Error(out)
		}
	})
}

// Into one session, from a workbook with days as a spreadsheet keeps them.
func TestImportQuestions_into_a_session(t *testing.T) {
	onBoth(t, func(t *testing.T, s setting, store *repository.Store) {
		first := filepath.Join(t.TempDir(), "first.csv")
		write(t, first, "Pertanyaan,Tanggal\nJalan rusak,20/12/2011\n")
		s.must(t, "", "import", "questions", first, "--session-title", "Rakorsus")
		var id []byte
		if err := store.DB().QueryRowContext(t.Context(), "SELECT id FROM sessions").Scan(&id); err != nil {
			t.Fatal(err)
		}
		session := fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
		path := filepath.Join(t.TempDir(), "notulen.xlsx")
		book := excelize.NewFile()
		for i, row := range [][]any{{"Tanggal", "Pertanyaan", "No Urut"}, {time.Date(2011, 12, 20, 0, 0, 0, 0, time.UTC), "SPPT belum ada", 7}, {nil, "KK belum jadi", 8}} {
			if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
		if err := book.SaveAs(path); err != nil {
			t.Fatal(err)
		}
		if out := s.must(t, "", "import", "questions", path, "--session", session); !strings.HasPrefix(out, "2 questions imported") {
			t.Error(out)
		}
		start := time.Date(2011, 12, 19, 17, 0, 0, 0, time.UTC).UnixMicro()
		if n := counted(t, store, fmt.Sprintf("SELECT COUNT(*) FROM questions WHERE start_at = %d AND spoken_no IN (7, 8)", start)); n != 2 {
			t.Errorf("%d questions of that day", n)
		}
	})
}
