package api_test

import (
	"testing"
	"time"
)

// The hall sees the session's questions, the latest first, and nobody's name or number.
func TestHall(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		other, _ := w.openSession("never")
		w.capture(other, "hall-0001")
		w.post("moderator", session+"/attendees", `{"name":"Siti Aminah, S.Pd","role":"sekdes","desa":"35.10.13.2004"}`).want(201)
		ask := func(name, text, asker, more string) string {
			w.pass(time.Second)
			return w.post("moderator", session+"/questions", `{"text":"`+text+`","asker":`+asker+more+`}`, key(name)).want(201).text("id")
		}
		walkIn := `{"kind":"walk_in","name":"Suparno","role":"kades","phone":"0812-5550-0101"}`
		first := ask("hall-0002", "Saya Suparno, 0812 5550 0101. NIK warga 3510 1301 0180 0001 ganda sejak 12-11-2025, denda Rp 1.500.000?", walkIn, `,"spoken_order":7`)
		ask("hall-0003", "Bantuan Bu Tukiyem dipotong.", walkIn, `,"confidential":true`)
		second := ask("hall-0004", "Menurut siti aminah KTP belum jadi.", `{"kind":"anonymous"}`, "")
		w.move("moderator", "/v1/questions/"+first, "categorise", `{"category":"population_admin"}`, "captured")
		w.move("moderator", "/v1/questions/"+first, "assign", `{"dinas":"dpmd"}`, "assigned")
		page := w.get("dinsos", session+"/hall?limit=1", with("Accept-Language", "en")).want(200)
		if page.text("items/0/id") != second || page.text("items/0/text") != "Menurut ••• KTP belum jadi." || len(page.list("items")) != 1 {
			t.Errorf("the latest %s", page.body)
		}
		rest := w.get("moderator", session+"/hall?cursor="+page.text("next_cursor"), with("Accept-Language", "en")).want(200).lacks("Tukiyem").lacks("kades")
		if len(rest.list("items")) != 1 || rest.at("next_cursor") != nil || rest.text("items/0/category") != "Civil registration" ||
			rest.text("items/0/dinas") != "Dinas Pemberdayaan Masyarakat dan Desa" || rest.at("items/0/spoken_order") != 7.0 ||
			rest.text("items/0/status") != "assigned" ||
			rest.text("items/0/text") != "Saya •••, •••. NIK warga ••• ganda sejak 12-11-2025, denda Rp 1.500.000?" {
			t.Errorf("the rest %s", rest.body)
		}
		w.get("moderator", session+"/hall?cursor=x").want(400, "bad_cursor")
		w.get("moderator", "/v1/sessions/"+first+"/hall").want(404, "not_found")
		w.get("", session+"/hall").want(401, "unauthenticated")
	})
}

// What a desa and a merged asker read of others is masked; one's own is not.
func TestMaskedForOthers(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		ask := func(name, who string) reply {
			return w.post("moderator", session+"/questions", `{"text":"KK `+who+` belum jadi.","asker":{"kind":"walk_in","name":"`+who+`","role":"kades","desa":"35.10.13.2004"}}`, key(name)).want(201)
		}
		survivor, merged := ask("masked-01", "Suparno"), ask("masked-02", "Kasiyanto")
		at, into := "/v1/questions/"+merged.text("id"), "/v1/questions/"+survivor.text("id")
		w.move("moderator", at, "merge", `{"into":"`+survivor.text("id")+`","into_version":1}`, "merged")
		w.move("moderator", into, "answer-on-the-spot", `{"answer":"KK Suparno, 3510130101800001, diambil di loket.","answered_by":"Bu Ani"}`, "answered")
		seen := w.get("", "/v1/tracking", receipt(merged.text("receipt"))).want(200).lacks("Suparno").lacks("3510")
		if seen.text("answer/text") != "KK •••, •••, diambil di loket." || seen.text("text") != "KK Kasiyanto belum jadi." {
			t.Errorf("the merged asker sees %s", seen.body)
		}
		own := w.get("", "/v1/tracking", receipt(survivor.text("receipt"))).want(200)
		if own.text("answer/text") != "KK Suparno, 3510130101800001, diambil di loket." {
			t.Errorf("the survivor's asker sees %s", own.body)
		}
		code := w.post("moderator", session+"/desa-codes", `{}`).want(201).text("items/0/code")
		list := w.get("", "/v1/tracking/desa", with("Audiensi-Desa-Code", code)).want(200).lacks("Suparno").lacks("Kasiyanto").lacks("3510")
		if len(list.list("items")) != 2 {
			t.Errorf("the desa sees %s", list.body)
		}
	})
}
