package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func template(dinas, text string) string {
	return `{"dinas":"` + dinas + `","title":"KK terbit","text":"` + text + `"}`
}

// Templates are kept by each dinas for itself and by an administrator for all.
func TestTemplates(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const at = "/v1/answer-templates"
		w.post("moderator", at, template("dpmd", "x")).want(403, "forbidden")
		w.post("staff", at, template("dpmd", "x")).want(403, "own_dinas_only")
		w.post("admin", at, template("tiada", "x")).want(422, "invalid_input")
		made := w.post("staff", at, template("dispendukcapil", "KK sudah terbit.")).want(201)
		w.post("admin", at, template("dpmd", "Jalan desa diperbaiki.")).want(201)
		one := at + "/" + made.text("id")
		w.do("dpmd", http.MethodPut, one, template("dpmd", "x"), match(made.etag())).want(403, "own_dinas_only")
		w.do("staff", http.MethodPut, one, template("dpmd", "x"), match(made.etag())).want(403, "own_dinas_only")
		w.do("staff", http.MethodPut, one, template("dispendukcapil", "x")).want(428, "version_required")
		changed := w.do("approver", http.MethodPut, one, template("dispendukcapil", "KK terbit."), match(made.etag())).want(200)
		w.do("staff", http.MethodPut, one, template("dispendukcapil", "x"), match(made.etag())).want(412, "stale")
		same := w.do("staff", http.MethodPut, one, template("dispendukcapil", "KK terbit."), match(changed.etag())).want(200)
		if same.etag() != changed.etag() || changed.etag() == made.etag() {
			t.Errorf("versions %s, %s, %s", made.etag(), changed.etag(), same.etag())
		}
		retired := `{"dinas":"dispendukcapil","title":"KK terbit","text":"KK terbit.","category":"population_admin","valid_to":"2026-11-18"}`
		w.do("staff", http.MethodPut, one, retired, match(changed.etag())).want(200)
		for query, n := range map[string]int{"": 2, "?on=2026-11-19": 1, "?dinas=dispendukcapil": 1, "?category=other": 1, "?category=population_admin": 2, "?limit=1": 1} {
			if got := len(w.get("inspector", at+query).want(200).list("items")); got != n {
				t.Errorf("%q lists %d, want %d", query, got, n)
			}
		}
		w.get("moderator", one).want(200)
		w.get("moderator", at+"/0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11").want(404, "not_found")
		session, _ := w.openSession("never")
		path, _ := w.working(session, "template-retired")
		w.get("staff", path+"/answer-templates/"+made.text("id")).want(409, "template_retired")
	})
}

func TestBadPlaceholders(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for text, want := range map[string]string{"Yth. {{nama}}": "placeholder", "Yth. {{nama_penanya": "unclosed"} {
			for _, lang := range []string{"id", "en"} {
				got := w.post("admin", "/v1/answer-templates", template("dpmd", text), with("Accept-Language", lang)).want(422, "invalid_input")
				detail := got.text("errors/0/detail")
				if got.text("errors/0/rule") != want || !strings.Contains(detail, "{{nama") || !strings.Contains(detail, "{{tempat_sesi}}") || strings.Contains(detail, "|") {
					t.Errorf("%s: %s", lang, got.body)
				}
			}
		}
		got := w.post("admin", "/v1/answer-templates", template("dpmd", "{{a}} {{desa}} {{b}} {{c")).want(422)
		if diff := cmp.Diff([]string{"/text placeholder", "/text placeholder", "/text unclosed"}, got.pointers()); diff != "" {
			t.Error(diff)
		}
	})
}

// A template is filled with what is known; who does not see the name gets none.
func TestFillTemplate(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		text := "Yth. {{nama_penanya}} dari {{desa}}, {{kecamatan}}: {{kategori}} oleh {{dinas}}; {{sesi}}, {{tanggal_sesi}} di {{tempat_sesi}}."
		made := w.post("staff", "/v1/answer-templates", template("dispendukcapil", text)).want(201)
		fill := func(path string) string { return path + "/answer-templates/" + made.text("id") }
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "fill-0001")
		w.move("moderator", path, "assign", toDPMD, "assigned")
		w.move("dpmd", path, "transfer", `{"dinas":"dispendukcapil","reason":"Bukan kami."}`, "assigned")
		got := w.get("staff", fill(path)).want(200)
		want := "Yth. Suparno dari Sukomaju, Srono: … oleh Dinas Kependudukan dan Pencatatan Sipil; Rakorsus Srono, 19 November 2026 di Pendopo."
		if got.text("text") != want || got.text("missing/0") != "{{kategori}}" {
			t.Errorf("got %s", got.body)
		}
		w.move("moderator", path, "categorise", asPopulation, "assigned")
		named := strings.Replace(want, "…", "Administrasi kependudukan", 1)
		neutral := strings.Replace(named, "Suparno", "Bapak/Ibu", 1)
		for who, want := range map[string]string{"moderator": named, "approver": named, "inspector": named, "admin": neutral} {
			if got := w.get(who, fill(path)).want(200); got.text("text") != want || len(got.list("missing")) != 0 {
				t.Errorf("%s: %s", who, got.body)
			}
		}
		w.get("dpmd", fill(path)).want(403, "forbidden")
		w.get("dinsos", fill(path)).want(404, "not_found")
		w.get("staff", path+"/answer-templates/0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11").want(404, "not_found")
	})
}
