package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"audiensi/repository/testdb"
)

// What questions rest on stays: the day once the session was opened, kecamatan
// and auto_assign once it is closed.
func TestSessionPlanIsFixed(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		plan := func(title, date, kecamatan, assign string) string {
			return fmt.Sprintf(`{"title":%q,"date":%q,"kecamatan":[%s],"auto_assign":%q}`, title, date, kecamatan, assign)
		}
		w.post("admin", "/v1/kecamatan", `{"code":"35.10.12","name":"Cluring"}`).want(201)
		path, etag := w.openSession("never")
		put := func(body string) reply {
			w.t.Helper()
			got := w.do("moderator", http.MethodPut, path, body, match(etag))
			if got.status == 200 {
				etag = got.etag()
			}
			return got
		}
		moved := put(plan("Rakorsus", "2026-11-20", `"35.10.13"`, "never")).want(409, "session_fixed")
		if diff := cmp.Diff([]string{"/date fixed"}, moved.pointers()); diff != "" {
			t.Error(diff)
		}
		put(plan("Rakorsus Srono II", "2026-11-19", `"35.10.12","35.10.13"`, "at_once")).want(200)
		etag = w.post("moderator", path+"/close", "", match(etag)).want(200).etag()
		all := put(plan("Rakorsus", "2026-11-20", `"35.10.13"`, "never")).want(409, "session_fixed")
		if diff := cmp.Diff([]string{"/date fixed", "/kecamatan fixed", "/auto_assign fixed"}, all.pointers()); diff != "" {
			t.Error(diff)
		}
		if got := put(plan("Judul baru", "2026-11-19", `"35.10.13","35.10.12"`, "at_once")).want(200); got.text("title") != "Judul baru" || got.text("status") != "closed" {
			t.Errorf("changed %s", got.body)
		}
	})
}

func TestModeratorsAreModerators(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	body := `{"title":"Rakorsus","date":"2026-11-19","kecamatan":["35.10.13"],"moderators":["` + w.users["moderator"].String() + `","` + w.users["staff"].String() + `"]}`
	got := w.post("moderator", "/v1/sessions", body, key("two moderators")).want(422)
	if diff := cmp.Diff([]string{"/moderators/1 exists"}, got.pointers()); diff != "" {
		t.Error(diff)
	}
}

// A wrong clock of a device is heard and flagged, whatever year it shows.
func TestDeviceClocks(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		for i, at := range []string{"1904-01-01T00:00:00Z", "0001-01-01T00:00:01Z", "9999-12-31T23:59:59Z"} {
			body := strings.Replace(question, "{", `{"occurred_at":"`+at+`",`, 1)
			made := w.post("moderator", session+"/questions", body, key(fmt.Sprint("device clock ", i))).want(201)
			got := w.get("moderator", "/v1/questions/"+made.text("id")).want(200)
			if got.text("occurred_at") != at || got.at("flags/device_time_rejected") != true {
				t.Errorf("%s: %s", at, got.body)
			}
		}
	})
}

func TestLastLoginAndUse(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		user := "/v1/users/" + w.users["moderator"].String()
		first := w.get("admin", user).want(200)
		if first.text("last_login_at") == "" {
			t.Errorf("no login in %s", first.body)
		}
		if got := w.get("moderator", "/v1/me/tokens").want(200); got.text("items/0/last_used_at") == "" {
			t.Errorf("no use in %s", got.body)
		}
		w.pass(time.Hour)
		w.post("", "/v1/login", `{"username":"moderator","password":"`+password+`"}`).want(200)
		again := w.get("admin", user).want(200)
		if again.text("last_login_at") <= first.text("last_login_at") || again.etag() != first.etag() {
			t.Errorf("after another login: %s, ETag %s, before %s, %s", again.body, again.etag(), first.body, first.etag())
		}
	})
}

// One broken item of a batch, down to its bytes, keeps no other back.
func TestBatchOfBrokenBytes(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	session, _ := w.openSession("never")
	item := func(key, text string) string {
		return `{"key":"` + key + `","captured_at":"2026-11-19T08:30:00+07:00","text":"` + text + `","asker":{"kind":"anonymous"}}`
	}
	got := w.post("moderator", session+"/questions:batch", `{"items":[`+
		strings.Join([]string{item("bytes-01", "a\xffb"), item("bytes-02", `a\ud83db`), item("bytes-03", "utuh")}, ",")+`]}`).want(200)
	want := []string{"bytes-01 refused malformed_body", "bytes-02 refused malformed_body", "bytes-03 created "}
	if diff := cmp.Diff(want, outcomes(got)); diff != "" {
		t.Errorf("outcomes (-want +got):\n%s", diff)
	}
}
