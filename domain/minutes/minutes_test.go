package minutes_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/intake"
	"audiensi/domain/minutes"
	"audiensi/domain/question"
	"audiensi/domain/region"
	"audiensi/domain/session"
	"audiensi/table"
)

var (
	asked = domain.Date{Year: 2011, Month: 12, Day: 20}
	today = domain.Date{Year: 2026, Month: 11, Day: 19}
)

func settings() minutes.Settings {
	return minutes.Settings{Title: "Rakorsus", Today: today,
		Places: intake.NewPlaces([]region.Desa{{Code: "35.10.13.2004", Name: "Sukomaju", Kind: region.KindDesa, Memberships: []region.Membership{{Kecamatan: "35.10.13"}}}},
			[]region.Kecamatan{{Code: "35.10.13", Name: "Srono"}}),
		Categories: []category.Category{{Code: "population_admin", NameID: "Administrasi kependudukan", NameEN: "Civil registration"}},
		Dinas: []dinas.Dinas{{Code: "dpmd", Name: "Dinas Pemberdayaan Masyarakat dan Desa", ShortName: "DPMD"},
			{Code: "bpmpd", Name: "Badan Pemberdayaan Masyarakat", ShortName: "BPM-PD", ValidTo: domain.Date{Year: 2016, Month: 12, Day: 31}},
			{Code: "bpm-2017", Name: "Badan Pemberdayaan Masyarakat", ShortName: "BPM", ValidFrom: domain.Date{Year: 2017, Month: 1, Day: 1}}},
	}
}

// read returns the entries of a CSV text and its faults as "row field rule".
func read(t *testing.T, text string, s minutes.Settings) (entries []minutes.Entry, told []string) {
	t.Helper()
	sheet, err := table.Open(strings.NewReader(text), table.CSV, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	r, faults, err := minutes.NewReader(sheet, s)
	if err != nil {
		t.Fatal(err)
	}
	for {
		for _, f := range faults {
			told = append(told, strings.TrimSpace(strings.Join([]string{string(rune('0' + f.Row)), f.Field, f.Rule}, " ")))
		}
		if len(r.Header.Found) == 0 || len(told) > 0 && len(entries) == 0 && faults != nil && strings.Contains(told[0], "column") {
			return entries, told
		}
		var e minutes.Entry
		e, faults, err = r.Next()
		if errors.Is(err, io.EOF) {
			return entries, told
		}
		if err != nil {
			t.Fatal(err)
		}
		if len(faults) == 0 {
			entries = append(entries, e)
		}
	}
}

const full = "Tanggal;Rapat;No Urut;Nama;Jabatan;Desa;Kecamatan;No HP;Pertanyaan;Kategori;Dinas;Jawaban;Dijawab Oleh;Tanggal Jawaban;Status\n"

func TestEntry(t *testing.T) {
	entries, faults := read(t, full+"20 Desember 2011;Rakorsus Srono;3;Suparno;Kades;Sukomaju;Srono;81234567890;KK belum jadi;administrasi kependudukan;BPM-PD;Sudah;Bu Ani;3/1/2012;Selesai\n", settings())
	if faults != nil || len(entries) != 1 {
		t.Fatal(entries, faults)
	}
	got := entries[0]
	got.Content = [32]byte{}
	want := minutes.Entry{Row: 2, Session: "Rakorsus Srono", Date: asked, Text: "KK belum jadi", SpokenNo: 3,
		Asker:    question.Asker{Kind: question.WalkIn, Name: "Suparno", Phone: "081234567890", Role: domain.Kades, Desa: "35.10.13.2004", Kecamatan: "35.10.13"},
		Category: "population_admin", Dinas: "bpmpd", Answer: "Sudah", AnsweredBy: "Bu Ani", AnsweredOn: domain.Date{Year: 2012, Month: 1, Day: 3},
		Status: question.Resolved, StatusText: "Selesai", Nth: 1}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported()); diff != "" {
		t.Error(diff)
	}
}

func TestEntry_asker(t *testing.T) {
	for row, want := range map[string]question.Asker{
		";;;":               {Kind: question.Anonymous},
		";Kades;Sukomaju;":  {Kind: question.WalkIn, Name: "Kades Sukomaju", Role: domain.Kades, Desa: "35.10.13.2004", Kecamatan: "35.10.13"},
		"Suparno;;;":        {Kind: question.WalkIn, Name: "Suparno", Role: domain.OtherRole},
		"Suparno;Warga;;08": {Kind: question.WalkIn, Name: "Suparno", Role: domain.Resident, Phone: "08"},
	} {
		entries, faults := read(t, "Pertanyaan;Tanggal;Nama;Jabatan;Desa;HP\nJalan;20/12/2011;"+row+"\n", settings())
		if len(entries) != 1 {
			t.Errorf("%q: %v", row, faults)
			continue
		}
		if diff := cmp.Diff(want, entries[0].Asker); diff != "" {
			t.Errorf("%q: %s", row, diff)
		}
	}
}

func TestFaults(t *testing.T) {
	const head = "Pertanyaan;Tanggal;Dinas;Jawaban;Tanggal Jawaban;Status;Kategori;No Urut\n"
	for row, want := range map[string]string{
		";20/12/2011;;;;;;":                                 "2 text required",
		"a;;;;;;;":                                          "2 date required",
		"a;kemarin;;;;;;":                                   "2 date day",
		"a;20/11/2026;;;;;;":                                "2 date future",
		"a;20/12/2011;Dinas Sihir;;;;;":                     "2 dinas exists",
		"a;20/12/2011;BPM-PD;;;;;":                          "2 dinas not_valid_on", // it would hold the question today
		"a;20/12/2011;BPM-PD;ya;;;;":                        "",
		"a;20/12/2011;DPMD;ya;19/12/2011;;;":                "2 answered_on gtefield",
		"a;20/12/2011;;ya;21/12/2011;;;":                    "2 dinas answered_later",
		"a;20/12/2011;;;;Selesai;;":                         "2 answer required",
		"a;20/12/2011;;;;Diproses;;":                        "2 dinas required",
		"a;20/12/2011;;ya;;Belum;;":                         "2 status status_answered",
		"a;20/12/2011;;;;Entah;;":                           "2 status exists",
		"a;20/12/2011;;;;;Sihir;":                           "2 category exists",
		"a;20/12/2011;;;;;;nol":                             "2 spoken_no range",
		"a;20/12/2011;Badan Pemberdayaan Masyarakat;ya;;;;": "", // the one of that day
		"=A1;20/12/2011;;;;;;":                              "2 text formula",
		"a\u202eb;20/12/2011;;;;;;":                         "2 text bidi",
		strings.Repeat("x", 4001) + ";20/12/2011;":          "2 text max",
	} {
		entries, faults := read(t, head+row+"\n", settings())
		if got := strings.Join(faults, ", "); got != want || (want == "") != (len(entries) == 1) {
			t.Errorf("%.60q: %q, want %q", row, got, want)
		}
	}
}

func TestHeader(t *testing.T) {
	one := settings()
	one.Title, one.Session = "", &session.Session{Date: asked}
	none := settings()
	none.Title = ""
	for name, tt := range map[string]struct {
		head string
		s    minutes.Settings
		want []string
	}{
		"no text":                {"Nama;Tanggal\nx;20/12/2011\n", settings(), []string{"1 text column_missing"}},
		"no day":                 {"Pertanyaan\nx\n", settings(), []string{"1 date column_missing"}},
		"no meeting":             {"Pertanyaan;Tanggal\nx;20/12/2011\n", none, []string{"1 session column_missing"}},
		"the session's own date": {"Pertanyaan\nx\n", one, nil},
	} {
		t.Run(name, func(t *testing.T) {
			entries, faults := read(t, tt.head, tt.s)
			if diff := cmp.Diff(tt.want, faults); diff != "" {
				t.Error(diff)
			}
			if tt.want == nil && (len(entries) != 1 || entries[0].Date != asked) {
				t.Errorf("%+v", entries)
			}
		})
	}
}

// The key of a row is the same however the file is written and whatever became of
// the question since; rows that say the same are told apart by their number.
func TestKey(t *testing.T) {
	id := domain.NewID[domain.SessionKind](today.Start())
	keys := func(text string) (list []string) {
		entries, faults := read(t, text, settings())
		if faults != nil {
			t.Fatal(faults)
		}
		for _, e := range entries {
			list = append(list, e.Key(id))
		}
		return list
	}
	first := keys("Pertanyaan,Tanggal,Nama\nJalan rusak,20/12/2011,Suparno\nJalan rusak,20/12/2011,Suparno\nJalan rusak,20/12/2011,Slamet\nJalan rusak,21/12/2011,Suparno\n")
	seen := map[string]bool{}
	for _, k := range first {
		seen[k] = true
	}
	if len(seen) != 4 {
		t.Errorf("%d keys of 4 rows", len(seen))
	}
	again := keys("Tanggal;Nama;Pertanyaan;Jawaban\n2011-12-20;SUPARNO;jalan  rusak.;Sudah\n40897;Suparno;Jalan rusak;\n20 Desember 2011;Slamet;Jalan rusak;\n21-12-2011;Suparno;Jalan rusak;Belum ada\n")
	if diff := cmp.Diff(first, again); diff != "" {
		t.Error(diff)
	}
}
