package cmd_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const threeExamples = `{"text":"Kapan KK saya jadi?","category":"population_admin","class":"information"}
{"text":"Jalan kami berlubang, kapan diaspal?","category":"other"}
{"text":"SPPT PBB belum dibagikan","category":"local_revenue","class":"complaint"}
`

func TestTriageEvaluate(t *testing.T) {
	s := newSetting(t)
	path := filepath.Join(t.TempDir(), "test.jsonl")
	write(t, path, threeExamples)
	out := s.must(t, "", "triage", "evaluate", path) // without a database
	for _, want := range []string{"builtin-", "on 3 examples", "macro-F1", "expected calibration error", "confidence from", "population_admin"} {
		if !strings.Contains(out, want) {
			t.Errorf("want %q in\n%s", want, out)
		}
	}
	var figures struct {
		Model      string
		Examples   int
		Categories struct{ Confusion [][]int }
	}
	if err := json.Unmarshal([]byte(s.must(t, "", "triage", "evaluate", "--json", path)), &figures); err != nil ||
		figures.Examples != 3 || len(figures.Categories.Confusion) == 0 {
		t.Errorf("%+v, %v", figures, err)
	}
}

func TestTriageFaults(t *testing.T) {
	s := newSetting(t)
	dir := t.TempDir()
	bad := filepath.Join(dir, "bad.csv")
	write(t, bad, "text,category\nJalan rusak,other\n,other\nPasar,Pasar Desa\n")
	s.refused(t, 1, "line 3: text breaks the rule required", "triage", "evaluate", bad)
	s.refused(t, 1, "2 rows cannot be used; mend them, or leave them out with --skip-bad", "triage", "evaluate", bad)
	if out := s.must(t, "", "triage", "evaluate", "--skip-bad", bad); !strings.Contains(out, "on 1 examples") {
		t.Error(out)
	}
	broken := filepath.Join(dir, "broken.xlsx")
	write(t, broken, "PK\x03\x04 no workbook")
	s.refused(t, 1, "not an Excel workbook that can be read", "triage", "evaluate", broken)
	s.refused(t, 1, "ends neither with .jsonl nor .csv nor .xlsx", "triage", "evaluate", dir)
	s.refused(t, 1, "no such file", "triage", "evaluate", filepath.Join(dir, "none.csv"))
}

func TestTriageTrainAndActivate(t *testing.T) {
	s := migrated(t)
	path := filepath.Join(t.TempDir(), "learn.xlsx")
	workbook(t, path)
	out := s.must(t, "", "triage", "train", "--file", path)
	version, _, _ := strings.Cut(out, ":")
	if !strings.HasPrefix(version, "trained-") || !strings.Contains(out, "Not in force yet") {
		t.Fatal(out)
	}
	if list := s.must(t, "", "triage", "models"); !strings.Contains(list, version) || !strings.Contains(list, "*  builtin-") {
		t.Error(list)
	}
	s.refused(t, 1, "not", "triage", "activate", "trained-none")
	s.must(t, "", "triage", "activate", version)
	if list := s.must(t, "", "triage", "models"); !strings.Contains(list, "*  "+version) {
		t.Error(list)
	}
	test := filepath.Join(t.TempDir(), "test.jsonl")
	write(t, test, `{"text":"kapan KK jadi","category":"population_admin"}`)
	if out := s.must(t, "", "triage", "evaluate", test); !strings.HasPrefix(out, version) {
		t.Error(out)
	}
	s.refused(t, 1, "--builtin needs --out", "triage", "train", "--builtin")
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// workbook writes a spreadsheet with examples of two categories.
func workbook(t *testing.T, path string) {
	t.Helper()
	book := excelize.NewFile()
	rows := [][]any{{"category", "text"}}
	for _, place := range strings.Fields("kantor pasar balai gunung pantai sawah kebun sungai") {
		rows = append(rows, []any{"population_admin", "kapan KK saya jadi, sudah ke " + place}, []any{"other", "jalan ke " + place + " rusak"})
	}
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}
