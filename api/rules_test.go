package api_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A rule with terms takes the questions that say one of them, at capture and
// where a rule assigns.
func TestTerms(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		made := w.post("admin", "/v1/routing-rules", `{"position":1,"terms":[" Pindah  dari ","akta"],"dinas":"dpmd"}`).want(201)
		if diff := cmp.Diff([]any{"Pindah dari", "akta"}, made.list("terms")); diff != "" {
			t.Errorf("terms: %s", diff)
		}
		session, _ := w.openSession("at_once")
		path, got := w.capture(session, "terms-001")
		if got.text("proposal/dinas") != "dpmd" {
			t.Errorf("proposal %v", got.at("proposal"))
		}
		if q := w.move("moderator", path, "categorise", `{"category":"other"}`, "assigned"); q.text("dinas") != "dpmd" {
			t.Errorf("assigned %s", q.body)
		}
		narrower := w.do("admin", "PUT", "/v1/routing-rules/"+made.text("id"), `{"position":1,"terms":["aktanya"],"dinas":"dpmd"}`, match(made.etag())).want(200)
		if _, got := w.capture(session, "terms-002"); got.text("proposal/dinas") != "dispendukcapil" {
			t.Errorf("proposal %v", got.at("proposal"))
		}
		without := w.do("admin", "PUT", "/v1/routing-rules/"+made.text("id"), `{"position":1,"terms":[],"dinas":"dpmd"}`, match(narrower.etag())).want(200)
		if without.at("terms") != nil {
			t.Errorf("terms %v", without.at("terms"))
		}
	})
}

// termsTooMany are 21 terms, in JSON.
const termsTooMany = `"t1","t2","t3","t4","t5","t6","t7","t8","t9","ta","tb","tc","td","te","tf","tg","th","ti","tj","tk","tl"`

// badTerms are lists of terms with the errors that they meet.
var badTerms = map[string]struct {
	terms  string
	status int
	want   []string
}{
	"no list":           {`"ktp"`, 400, []string{"/terms type"}},
	"no text":           {`["ktp",7]`, 400, []string{"/terms/1 type"}},
	"too short":         {`["k","ktp"]`, 422, []string{"/terms/0 min"}},
	"empty":             {`[""]`, 422, []string{"/terms/0 min"}},
	"short if cleaned":  {`[" k "]`, 422, []string{"/terms/0 length"}},
	"blank":             {`["   "]`, 422, []string{"/terms/0 required"}},
	"no word":           {`["?!"]`, 422, []string{"/terms/0 word"}},
	"bar":               {`["ktp|kk"]`, 422, []string{"/terms/0 excludes"}},
	"NUL":               {`["k\u0000tp"]`, 422, []string{"/terms/0 control"}},
	"bidi":              {`["ktp\u202e"]`, 422, []string{"/terms/0 bidi"}},
	"twice":             {`["ktp","ktp"]`, 422, []string{"/terms unique"}},
	"twice if cleaned":  {`["kas desa","Kas  Desa"]`, 422, []string{"/terms/1 unique"}},
	"too many":          {`[` + termsTooMany + `]`, 422, []string{"/terms max"}},
	"two terms are bad": {`["ktp","?!","a|b"]`, 422, []string{"/terms/1 word", "/terms/2 excludes"}},
}

func TestBadTerms(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for name, tt := range badTerms {
			t.Run(name, func(t *testing.T) {
				w.t = t
				for _, path := range []string{"/v1/routing-rules", "/v1/routing-rules:dry-run"} {
					got := w.post("admin", path, `{"position":1,"dinas":"dpmd","terms":`+tt.terms+`}`).want(tt.status)
					if diff := cmp.Diff(tt.want, got.pointers()); diff != "" {
						t.Errorf("%s (-want +got):\n%s", path, diff)
					}
				}
			})
		}
		w.t = t
		if n := len(w.get("admin", "/v1/routing-rules").want(200).list("items")); n != 1 {
			t.Errorf("%d rules", n)
		}
	})
}
