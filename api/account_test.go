package api_test

import (
	"net/http"
	"testing"
)

func TestLanguageOfAUser(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		path := "/v1/users/" + w.users["staff"].String()
		before := w.get("admin", path).want(200)
		got := w.do("admin", http.MethodPatch, path, `{"language":"en"}`, match(before.etag())).want(200)
		if got.text("language") != "en" || got.text("name") != before.text("name") {
			t.Errorf("changed %s", got.body)
		}
		w.do("admin", http.MethodPatch, path, `{"language":"jv"}`, match(got.etag())).want(422, "invalid_input")
	})
}

// Revoking is done when the token is revoked, however often it is asked for.
func TestRevokeTwice(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		made := w.post("staff", "/v1/me/tokens", `{"name":"Dasbor","expires_in_days":1,"permissions":["question.read"]}`).want(201)
		path := "/v1/me/tokens/" + made.text("token/id")
		w.do("staff", http.MethodDelete, path, "").want(204)
		w.do("staff", http.MethodDelete, path, "").want(204)
		w.do("dpmd", http.MethodDelete, path, "").want(404, "not_found")
	})
}
