package api_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A write that changes nothing is done, and makes no new version.
func TestWritesThatChangeNothing(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, etag := w.openSession("never")
		attendee := w.post("moderator", session+"/attendees", `{"name":"Suparno","role":"kades","desa":"35.10.13.2004"}`).want(201)
		dinas := w.get("admin", "/v1/dinas/bpmpd").want(200)
		rule := w.get("admin", "/v1/routing-rules").want(200)
		user := w.get("admin", "/v1/users/"+w.users["staff"].String()).want(200)
		for _, c := range []struct{ who, method, path, body, etag string }{
			{"moderator", http.MethodPut, session, `{"title":" Rakorsus Srono ","place":"Pendopo","date":"2026-11-19","kecamatan":["35.10.13"],"auto_assign":"never","moderators":[]}`, etag},
			{"moderator", http.MethodPut, session + "/attendees/" + attendee.text("id"), `{"name":"Suparno","role":"kades","desa":"35.10.13.2004"}`, attendee.etag()},
			{"admin", http.MethodPut, "/v1/dinas/bpmpd", `{"code":"bpmpd","name":"Badan Pemberdayaan Masyarakat dan Pemerintahan Desa","short_name":"BPM-PD","kind":"badan","valid_to":"2016-12-31","successors":["dpmd"]}`, dinas.etag()},
			{"admin", http.MethodPut, "/v1/dinas/dpmd", `{"code":"dpmd","name":"Dinas Pemberdayaan Masyarakat dan Desa","short_name":"DPMD","kind":"dinas","successors":[]}`, `"1"`},
			{"admin", http.MethodPut, "/v1/categories/other", `{"code":"other","name":{"id":"Lainnya","en":"Other"},"description":"Selain itu","position":2}`, `"1"`},
			{"admin", http.MethodPut, "/v1/kecamatan/35.10.13", `{"code":"35.10.13","name":"Srono"}`, `"1"`},
			{"admin", http.MethodPut, "/v1/desa/35.10.13.2004", `{"code":"35.10.13.2004","name":"Sukomaju","kind":"desa","memberships":[{"kecamatan":"35.10.13","from":"2012-01-01"}]}`, `"1"`},
			{"admin", http.MethodPut, "/v1/routing-rules/" + rule.text("items/0/id"), `{"position":10,"category":"population_admin","dinas":"dispendukcapil"}`, `"1"`},
			{"admin", http.MethodPatch, "/v1/users/" + w.users["staff"].String(), `{"name":"Orang staff","disabled":false}`, user.etag()},
		} {
			if got := w.do(c.who, c.method, c.path, c.body, match(c.etag)).want(200); got.etag() != c.etag {
				t.Errorf("%s: version %s, want %s: %s", got.call, got.etag(), c.etag, got.body)
			}
		}
		if got := w.get("staff", "/v1/me").want(200); got.text("user/username") != "staff" {
			t.Errorf("the account's logins ended: %s", got.body)
		}
	})
}

func TestWithdrawTwice(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		line := w.post("moderator", session+"/attendees", `{"name":"Suparno","role":"kades"}`).want(201)
		path := session + "/attendees/" + line.text("id") + "/withdraw"
		gone := w.post("moderator", path, "", match(line.etag())).want(200)
		again := w.post("moderator", path, "", match(gone.etag())).want(200)
		if diff := cmp.Diff(gone.json, again.json); diff != "" || again.etag() != gone.etag() {
			t.Errorf("withdrawn twice, %s then %s (-once +twice):\n%s", gone.etag(), again.etag(), diff)
		}
	})
}
