package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"audiensi/repository/testdb"
)

const hall = "Daftar hadir Rakorsus\n\nNO;NAMA LENGKAP;jabatan;Desa/Kelurahan;No. HP;Paraf\n" +
	"1;Suparno;Kepala Desa;Sukomaju;81234567890;x\n2;Siti Aminah;Sekdes;35.10.13.2004;0333-123456;\n3;Slamet;Warga;;;\n"

// sheet sends a file.
func (w *world) sheet(who, session, query, body string, options ...option) reply {
	w.t.Helper()
	return w.post(who, session+"/attendees:import"+query, body, append([]option{with("Content-Type", "text/csv; charset=utf-8")}, options...)...)
}

func TestImportAttendees(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		preview := w.sheet("moderator", session, "", hall).want(200)
		want := map[string]any{"dry_run": true, "rows": 3.0, "added": 3.0, "present": 0.0, "faults": []any{}, "faults_total": 0.0,
			"duplicates": []any{}, "duplicates_total": 0.0, "ignored_columns": []any{"NO", "Paraf"},
			"columns": []any{map[string]any{"field": "name", "header": "NAMA LENGKAP"}, map[string]any{"field": "role", "header": "jabatan"},
				map[string]any{"field": "desa", "header": "Desa/Kelurahan"}, map[string]any{"field": "phone", "header": "No. HP"}},
			"sample": []any{
				map[string]any{"row": 4.0, "name": "Suparno", "role": "kades", "desa": "35.10.13.2004", "desa_name": "Sukomaju", "kecamatan": "35.10.13", "phone": "081234567890"},
				map[string]any{"row": 5.0, "name": "Siti Aminah", "role": "sekdes", "desa": "35.10.13.2004", "desa_name": "Sukomaju", "kecamatan": "35.10.13", "phone": "0333-123456"},
				map[string]any{"row": 6.0, "name": "Slamet", "role": "resident"}}}
		if diff := cmp.Diff(want, preview.json); diff != "" {
			t.Errorf("preview (-want +got):\n%s", diff)
		}
		w.hallHas(session, 0)
		done := w.sheet("moderator", session, "?dry_run=false", hall, key("import-0001")).want(200)
		want["dry_run"] = false
		if diff := cmp.Diff(want, done.json); diff != "" {
			t.Errorf("import (-want +got):\n%s", diff)
		}
		w.hallHas(session, 3)
		if again := w.sheet("moderator", session, "?dry_run=false", hall, key("import-0001")).want(200); again.header.Get("Idempotency-Replayed") != "true" {
			t.Error("not replayed")
		}
		again := w.sheet("moderator", session, "?dry_run=false", hall).want(200)
		if again.at("added") != 0.0 || again.at("present") != 3.0 || again.at("duplicates_total") != 3.0 || again.text("duplicates/0/where") != "present" {
			t.Errorf("again: %s", again.body)
		}
		w.hallHas(session, 3)
	})
}

func (w *world) hallHas(session string, want int) {
	w.t.Helper()
	if got := len(w.get("moderator", session+"/attendees").want(200).list("items")); got != want {
		w.t.Errorf("%d attendees, want %d", got, want)
	}
}

// Each attendee has the event that adding one has; the session has one of the import.
func TestImportAttendees_events(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		w.sheet("moderator", session, "?dry_run=false", hall).want(200)
		kinds := map[string]int{}
		rows, err := w.store.DB().QueryContext(t.Context(), "SELECT kind FROM events WHERE kind IN ('attendee.added', 'session.attendees_imported')")
		must(t, err)
		defer rows.Close()
		for rows.Next() {
			var kind string
			must(t, rows.Scan(&kind))
			kinds[kind]++
		}
		must(t, rows.Err())
		if diff := cmp.Diff(map[string]int{"attendee.added": 3, "session.attendees_imported": 1}, kinds); diff != "" {
			t.Error(diff)
		}
	})
}

func TestImportAttendees_faults(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		file := "Nama,Jabatan,Desa,Kecamatan\nSuparno,Kades,Sukomaju,\n,Kades,,\nSiti,Presiden,Sukamaju,\nSlamet,,35.10.13.2999,Srno\n=A1,Warga,,\nJos\xe9,Warga,,\nx,Warga,a,b\"c\n"
		preview := w.sheet("moderator", session, "", file, with("Accept-Language", "en")).want(200)
		var got []string
		for _, f := range preview.list("faults") {
			m := f.(map[string]any)
			got = append(got, fmt.Sprintf("%v %v %v", m["row"], m["column"], m["rule"]))
		}
		want := []string{"3 Nama required", "4 Jabatan role", "4 Desa exists", "5 Jabatan required", "5 Kecamatan exists", "5 Desa exists",
			"6 Nama formula", "7 A file_encoding", "8 <nil> quote"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("faults (-want +got):\n%s", diff)
		}
		if detail := preview.text("faults/2/detail"); detail != "There is no such thing; choose a registered one. Perhaps: Sukomaju (Srono, 35.10.13.2004)." {
			t.Errorf("detail %q", detail)
		}
		refused := w.sheet("moderator", session, "?dry_run=false", file, with("Accept-Language", "en")).want(422, "file_faults")
		pointers := []string{"/3/name required", "/4/role role", "/4/desa exists", "/5/role required", "/5/kecamatan exists", "/5/desa exists",
			"/6/name formula", "/7 file_encoding", "/8 quote"}
		if diff := cmp.Diff(pointers, refused.pointers()); diff != "" {
			t.Errorf("errors (-want +got):\n%s", diff)
		}
		if refused.text("errors/2/detail") != preview.text("faults/2/detail") || !strings.Contains(refused.text("detail"), "9 faults") {
			t.Errorf("%s", refused.body)
		}
		w.hallHas(session, 0)
	})
}

func TestImportAttendees_a_thousand_faults(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	session, _ := w.openSession("never")
	file := "Nama,Jabatan\n" + strings.Repeat("x,Raja\n", 1000)
	preview := w.sheet("moderator", session, "", file).want(200)
	if len(preview.list("faults")) != 100 || preview.at("faults_total") != 1000.0 {
		t.Errorf("%d faults of %v", len(preview.list("faults")), preview.at("faults_total"))
	}
	if got := w.sheet("moderator", session, "?dry_run=false", file).want(422, "file_faults"); len(got.list("errors")) != 100 {
		t.Errorf("%d errors", len(got.list("errors")))
	}
}

func TestImportAttendees_files(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	session, _ := w.openSession("never")
	xlsx := with("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	var book bytes.Buffer
	f := excelize.NewFile()
	must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"Name", "Role", "Phone"}))
	must(t, f.SetSheetRow("Sheet1", "A2", &[]any{"Suparno", "Lurah", 81234567890}))
	must(t, f.Write(&book))
	if got := w.sheet("moderator", session, "", book.String(), xlsx).want(200); got.text("sample/0/phone") != "081234567890" || got.text("sample/0/role") != "kades" {
		t.Errorf("%s", got.body)
	}
	for name, tt := range map[string]struct {
		body   string
		option option
		status int
		code   string
		errors []string
	}{
		"no type":        {"a", with("Content-Type", ""), 415, "unsupported_file_type", nil},
		"JSON":           {"{}", with("Content-Type", "application/json"), 415, "unsupported_file_type", nil},
		"packed":         {"a", with("Content-Encoding", "gzip"), 415, "unsupported_file_type", nil},
		"lying type":     {book.String(), with("X", ""), 422, "file_unreadable", []string{" file_kind"}},
		"CSV as XLSX":    {hall, xlsx, 422, "file_unreadable", []string{" file_kind"}},
		"empty":          {"", with("X", ""), 422, "file_unreadable", []string{" file_empty"}},
		"broken":         {book.String()[:700], xlsx, 422, "file_unreadable", []string{" file_malformed"}},
		"too many rows":  {"Nama,Jabatan\n" + strings.Repeat("x,Warga\n", 5001), with("X", ""), 422, "file_unreadable", []string{" too_many_rows"}},
		"too large":      {strings.Repeat("x", 5<<20+1), with("X", ""), 413, "body_too_large", nil},
		"no such column": {"Nama,Umur\nx,7\n", with("X", ""), 200, "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			w.t = t
			got := w.sheet("moderator", session, "", tt.body, tt.option).want(tt.status)
			if got.text("code") != tt.code {
				t.Errorf("code %q", got.text("code"))
			}
			if diff := cmp.Diff(tt.errors, got.pointers()); diff != "" {
				t.Error(diff)
			}
			if name == "no such column" && (got.text("faults/0/rule") != "column_missing" || got.text("faults/0/column") != "role") {
				t.Errorf("%s", got.body)
			}
		})
	}
	w.t = t
	w.sheet("moderator", session, "?dry_run=no", hall).want(422, "invalid_input")
	w.sheet("staff", session, "", hall).want(403, "forbidden")
	w.sheet("admin", session, "", hall).want(403, "forbidden")
	w.sheet("moderator", "/v1/sessions/0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11", "", hall).want(404, "not_found")
	w.hallHas(session, 0)
}

func TestImportAttendees_duplicates(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		w.post("moderator", session+"/attendees", `{"name":"SUPARNO","role":"kades","desa":"35.10.13.2004","phone":"+62 812-3456-7890"}`).want(201)
		gone := w.post("moderator", session+"/attendees", `{"name":"Siti","role":"resident"}`).want(201)
		w.post("moderator", session+"/attendees/"+gone.text("id")+"/withdraw", "", match(gone.etag())).want(200)
		file := "Nama,Jabatan,Desa,HP\nSuparno,Kades,Sukomaju,081234567890\nsiti,Warga,,\nBudi,Warga,,0811\nBudi,Warga,,0812\n BUDI ,warga,,\nBudi,Sekdes,,\n"
		got := w.sheet("moderator", session, "?dry_run=false", file).want(200)
		want := []any{map[string]any{"row": 2.0, "where": "present"}, map[string]any{"row": 3.0, "where": "withdrawn"},
			map[string]any{"row": 6.0, "where": "file", "of_row": 4.0}}
		if diff := cmp.Diff(want, got.list("duplicates")); diff != "" {
			t.Error(diff)
		}
		if got.at("added") != 3.0 || got.at("present") != 2.0 {
			t.Errorf("%s", got.body)
		}
		w.hallHas(session, 5)
	})
}

// Two who import the same file at the same moment double nobody.
func TestImportAttendees_at_once(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		var wait sync.WaitGroup
		added := make(chan int, 4)
		for range 4 {
			wait.Go(func() {
				r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, session+"/attendees:import?dry_run=false", strings.NewReader(hall))
				if err != nil {
					t.Error(err)
					return
				}
				r.Header.Set("Content-Type", "text/csv")
				r.Header.Set("Authorization", "Bearer "+w.tokens["moderator"])
				added <- w.addedBy(r)
			})
		}
		wait.Wait()
		close(added)
		sum := 0
		for n := range added {
			sum += n
		}
		if sum != 3 {
			t.Errorf("%d added in all", sum)
		}
		w.hallHas(session, 3)
	})
}

func (w *world) addedBy(r *http.Request) int {
	recorder := httptest.NewRecorder()
	w.server.ServeHTTP(recorder, r)
	var body struct{ Added int }
	if err := json.Unmarshal(recorder.Body.Bytes(), &body); err != nil || recorder.Code != http.StatusOK {
		w.t.Errorf("status %d: %s", recorder.Code, recorder.Body)
	}
	return body.Added
}

// A name that means several desa is told with its codes.
func TestImportAttendees_ambiguous(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	session, _ := w.openSession("never")
	for _, desa := range []string{`{"code":"35.10.13.2010","name":"Kebaman","kind":"desa","memberships":[{"kecamatan":"35.10.13","from":"2012-01-01"}]}`,
		`{"code":"35.10.13.1010","name":"Kebaman","kind":"kelurahan","memberships":[{"kecamatan":"35.10.13","from":"2012-01-01"}]}`} {
		w.post("admin", "/v1/desa", desa).want(201)
	}
	got := w.sheet("moderator", session, "", "Nama,Jabatan,Desa\nx,Warga,Kebaman\ny,Warga,Kel. Kebaman\n").want(200)
	if got.text("faults/0/rule") != "ambiguous" || len(got.list("faults")) != 1 || len(got.list("faults/0/near")) != 2 ||
		got.text("sample/0/desa") != "35.10.13.1010" {
		t.Errorf("%s", got.body)
	}
}
