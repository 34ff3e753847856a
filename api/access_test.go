package api_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/repository/testdb"
)

var blanks = regexp.MustCompile(`\{[a-z_]+\}`)

// Every operation of the contract, called by nobody and by each role: 401, 403,
// or past the guard, and never anything in between.
func TestAccess(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	for path, item := range contract().Paths.Map() {
		for method, op := range item.Operations() {
			perm := access.Permission(op.Extensions["x-permission"].(string))
			t.Run(op.OperationID, func(t *testing.T) {
				w.t = t
				at := blanks.ReplaceAllString(path, "0199c3a0-5d1e-7c4b-9a2f-3f6f0f0a7b11")
				if op.OperationID == "logout" {
					return // it would end the tokens of the other cases; see TestTokens
				}
				for _, who := range []string{"", "admin", "moderator", "staff", "approver", "inspector"} {
					got := w.do(who, method, at, "")
					if want := expected(who, perm); want != 0 && got.status != want ||
						want == 0 && (got.status == 401 || got.status == 403 || got.status >= 500) {
						t.Errorf("%q: status %d, want %d (0: past the guard): %s", who, got.status, want, got.body)
					}
				}
			})
		}
	}
}

// expected is the status of the guard, 0 where it lets pass.
func expected(who string, perm access.Permission) int {
	switch {
	case perm == access.Public:
		return 0
	case perm == access.Receipt || perm == access.OfDesa || who == "":
		return http.StatusUnauthorized
	case perm == access.Self, perm == access.Account:
		return 0
	}
	for _, u := range people {
		if u.Username == who && slices.Contains(u.Role.Permissions(), perm) {
			return 0
		}
	}
	return http.StatusForbidden
}

// The guard stands before everything: who may not call learns nothing of what was wrong.
func TestGuardComesFirst(t *testing.T) {
	w := newWorld(t, "sqlite:"+testdb.SQLiteFile(t))
	w.post("", "/v1/sessions/x/questions?nonsense=1", "{").want(401, "unauthenticated")
	w.post("staff", "/v1/sessions/x/questions?nonsense=1", "{").want(403, "forbidden")
}

func TestTokens(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.get("", "/v1/me", with("Authorization", "Bearer aud_wrong")).want(401, "unauthenticated")
		w.get("", "/v1/me", with("Authorization", "Basic eDp5")).want(401, "unauthenticated")
		got := w.get("", "/v1/me", with("Authorization", "Bearer")).want(401)
		if h := got.header.Get("WWW-Authenticate"); !strings.HasPrefix(h, "Bearer") {
			t.Errorf("WWW-Authenticate %q", h)
		}
		me := w.get("staff", "/v1/me").want(200)
		if me.text("user/username") != "staff" || me.text("user/dinas") != "dispendukcapil" || len(me.list("permissions")) != len(access.Staff.Permissions()) {
			t.Errorf("me %s", me.body)
		}
		w.narrowToken(t)
		w.post("staff", "/v1/logout", "").want(204)
		w.get("staff", "/v1/me").want(401, "unauthenticated")
		w.pass(13 * time.Hour)
		w.get("moderator", "/v1/me").want(401, "token_expired")
	})
}

// narrowToken makes, uses, lists and revokes a personal token.
func (w *world) narrowToken(t *testing.T) {
	t.Helper()
	w.post("staff", "/v1/me/tokens", `{"name":"x","expires_in_days":1,"permissions":["user.write"]}`).want(422, "scope_too_wide")
	made := w.post("staff", "/v1/me/tokens", `{"name":"Dasbor","expires_in_days":1,"permissions":["session.read"]}`).want(201)
	w.tokens["narrow"] = made.text("secret")
	w.get("narrow", "/v1/sessions").want(200)
	w.get("narrow", "/v1/questions").want(403, "forbidden")
	if me := w.get("narrow", "/v1/me").want(200); me.text("permissions/0") != "session.read" || len(me.list("permissions")) != 1 {
		t.Errorf("narrow me %s", me.body)
	}
	w.get("narrow", "/v1/me/tokens").want(403, "forbidden")
	w.post("narrow", "/v1/me/tokens", `{"name":"y","expires_in_days":1,"permissions":["session.read"]}`).want(403, "forbidden")
	w.post("narrow", "/v1/me/password", `{"current_password":"x","new_password":"yyyyyyyyyyyy"}`).want(403, "forbidden")
	page := w.get("staff", "/v1/me/tokens?limit=1").want(200)
	if page.text("items/0/name") != "Dasbor" || page.text("items/0/kind") != "api" || page.at("items/0/current") != false {
		t.Errorf("tokens %s", page.body)
	}
	rest := w.get("staff", "/v1/me/tokens?cursor="+page.text("next_cursor")).want(200)
	if rest.text("items/0/kind") != "login" || rest.at("items/0/current") != true || rest.at("next_cursor") != nil {
		t.Errorf("the rest %s", rest.body)
	}
	w.get("staff", "/v1/me/tokens?cursor=x").want(400, "bad_cursor")
	w.do("staff", "DELETE", "/v1/me/tokens/"+made.text("token/id"), "").want(204)
	w.get("narrow", "/v1/sessions").want(401, "unauthenticated")
	w.do("staff", "DELETE", "/v1/me/tokens/"+domain.NewID[domain.TokenKind](time.Now()).String(), "").want(404, "not_found")
}

func TestUsers(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.post("admin", "/v1/users", `{"username":"x y","name":"X","role":"staff","password":"0123456789","language":"id"}`).want(422)
		w.post("admin", "/v1/users", `{"username":"xyz","name":"X","role":"staff","password":"0123456789","language":"id"}`).want(422, "invalid_input")
		made := w.post("admin", "/v1/users", `{"username":"sri","name":"Sri","role":"staff","dinas":"dinsos","password":"0123456789","language":"en"}`).want(201)
		at := "/v1/users/" + made.text("id")
		w.post("admin", "/v1/users", `{"username":"sri","name":"Sri","role":"inspector","password":"0123456789","language":"en"}`).want(409, "already_exists")
		in := w.post("", "/v1/login", `{"username":"sri","password":"0123456789"}`).want(200)
		w.tokens["sri"] = in.text("token")
		w.do("admin", "PATCH", at, `{"name":"Sri W"}`).want(428, "version_required")
		renamed := w.do("admin", "PATCH", at, `{"name":"Sri W"}`, match(made.etag())).want(200)
		w.do("admin", "PATCH", at, `{"name":"Sri X"}`, match(made.etag())).want(412, "stale")
		w.do("admin", "PATCH", at, `{}`, match(renamed.etag())).want(422, "invalid_input")
		w.get("sri", "/v1/me").want(200)
		moved := w.do("admin", "PATCH", at, `{"role":"inspector"}`, match(renamed.etag())).want(200)
		if moved.at("dinas") != nil {
			t.Errorf("an inspector of a dinas: %s", moved.body)
		}
		w.disabling(t, at, moved.etag())
		list := w.get("admin", "/v1/users?role=staff&limit=2").want(200)
		if len(list.list("items")) == 0 || list.text("items/0/role") != "staff" {
			t.Errorf("staff %s", list.body)
		}
		me := "/v1/users/" + w.users["admin"].String()
		w.do("admin", "PATCH", me, `{"disabled":true}`, match(w.get("admin", me).etag())).want(409, "last_administrator")
		w.post("admin", "/v1/me/password", `{"current_password":"wrong","new_password":"gandrung-ijen"}`).want(422, "invalid_input")
		w.post("admin", "/v1/me/password", `{"current_password":"`+password+`","new_password":"gandrung-ijen"}`).want(204)
		w.get("admin", "/v1/me").want(200)
	})
}

// disabling ends every token of the account at once, and resetting its password too.
func (w *world) disabling(t *testing.T, at, etag string) {
	t.Helper()
	again := func(secret string) {
		w.tokens["sri"] = w.post("", "/v1/login", `{"username":"sri","password":"`+secret+`"}`).want(200).text("token")
	}
	again("0123456789")
	off := w.do("admin", "PATCH", at, `{"disabled":true}`, match(etag)).want(200)
	w.get("sri", "/v1/sessions").want(401, "unauthenticated")
	w.post("", "/v1/login", `{"username":"sri","password":"0123456789"}`).want(401, "bad_credentials")
	w.do("admin", "PATCH", at, `{"disabled":false}`, match(off.etag())).want(200)
	again("0123456789")
	w.post("admin", at+"/password", `{"new_password":"short"}`).want(422, "invalid_input")
	w.post("admin", at+"/password", `{"new_password":"9876543210"}`).want(204)
	w.get("sri", "/v1/sessions").want(401, "unauthenticated")
	again("9876543210")
}

func TestLoginDelays(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for i := range 5 {
			w.post("", "/v1/login", `{"username":"moderator","password":"wrong"}`).want(401, "bad_credentials")
			_ = i
		}
		got := w.post("", "/v1/login", fmt.Sprintf(`{"username":"moderator","password":%q}`, password)).want(429, "too_many_attempts")
		if got.header.Get("Retry-After") == "" {
			t.Error("no Retry-After")
		}
		w.pass(2 * time.Second)
		w.post("", "/v1/login", fmt.Sprintf(`{"username":"moderator","password":%q}`, password)).want(200)
	})
}
