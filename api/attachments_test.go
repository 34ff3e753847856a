package api_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/attachment/attachmenttest"
)

// A file comes back as it was, or without what a photograph tells, under its
// name and type, and the question lists it.
func TestAttachments_come_back(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "attach-back")
		for _, tt := range []struct{ name, content, media, disposition string }{
			{"foto rumah.jpg", string(attachmenttest.Photograph(6)), "image/jpeg", `inline; filename="foto rumah.jpg"`},
			{"peta.png", string(attachmenttest.PNG(1)), "image/png", "inline; filename=peta.png"},
			{"kecil.webp", string(attachmenttest.WebP(1)), "image/webp", "inline; filename=kecil.webp"},
			{"Surat Pernyataan – Pak Ándré.pdf", aPDF, "application/pdf", "attachment; filename*=utf-8''Surat%20Pernyataan%20%E2%80%93%20Pak%20%C3%81ndr%C3%A9.pdf"},
			{"warga.docx", string(attachmenttest.Office(attachmenttest.Word)), mediaTypes[4], "attachment; filename=warga.docx"},
		} {
			file, got := w.attach("moderator", path, "question", tt.name, tt.content)
			list := got.list("attachments")
			listed := list[len(list)-1].(map[string]any)
			back := w.get("inspector", file).want(http.StatusOK)
			sum := sha256.Sum256(back.body)
			want := map[string]any{"id": listed["id"], "for": "question", "name": tt.name, "type": tt.media, "size": float64(len(back.body)),
				"sha256": hex.EncodeToString(sum[:]), "at": listed["at"]}
			if diff := cmp.Diff(want, listed); diff != "" {
				t.Errorf("%s (-want +listed):\n%s", tt.name, diff)
			}
			if pictured := strings.HasPrefix(tt.media, "image/"); !pictured && string(back.body) != tt.content || strings.Contains(string(back.body), "Banyuwangi") {
				t.Errorf("%s came back as another", tt.name)
			}
			for header, want := range map[string]string{"Content-Type": tt.media, "Content-Disposition": tt.disposition,
				"Content-Length": fmt.Sprint(len(back.body)), "ETag": `"` + want["sha256"].(string) + `"`, "X-Content-Type-Options": "nosniff",
				"Cache-Control": "private, no-store", "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'"} {
				if got := back.header.Get(header); got != want {
					t.Errorf("%s: %s %q, want %q", tt.name, header, got, want)
				}
			}
			if head := w.do("inspector", http.MethodHead, file, ""); head.status != 200 || head.header.Get("Content-Length") != fmt.Sprint(len(back.body)) {
				t.Errorf("HEAD %d %v", head.status, head.header)
			}
		}
		w.replays(path)
	})
}

// The timeline tells of files that came and went.
func TestAttachments_in_the_timeline(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "attach-line")
		file, _ := w.attach("moderator", path, "question", "ktp.jpg", string(attachmenttest.JPEG(4, 4)))
		after := w.move("moderator", strings.TrimSuffix(path, "/"), strings.TrimPrefix(file, path+"/")+"/remove", because, "captured")
		if after.at("attachments") != nil {
			t.Errorf("left %v", after.at("attachments"))
		}
		line := w.get("inspector", path+"/timeline").want(200)
		if line.text("items/1/kind") != "question.attached" || line.text("items/1/attachment/name") != "ktp.jpg" ||
			line.text("items/1/attachment/sha256") == "" || line.text("items/2/kind") != "question.detached" ||
			line.text("items/2/attachment/id") != line.text("items/1/attachment/id") || line.text("items/2/reason") == "" {
			t.Errorf("timeline %s", line.body)
		}
		w.get("moderator", file).want(404, "not_found")
		w.post("moderator", file+"/remove", because, match(after.etag())).want(404, "not_found")
		w.replays(path)
	})
}

// fileRights say who gets which status: reading the question's file, reading the
// answer's, removing either.
var fileRights = []struct {
	who                                      string
	question, answer, offQuestion, offAnswer int
}{
	{"", 401, 401, 401, 401}, {"admin", 200, 200, 403, 403}, {"moderator", 200, 200, 200, 403}, {"staff", 200, 200, 403, 200},
	{"approver", 200, 200, 403, 200}, {"dpmd", 200, 404, 403, 404}, {"dinsos", 404, 404, 404, 404}, {"inspector", 200, 200, 403, 403},
}

func TestAttachments_by_role(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		for i, tt := range fileRights {
			w.login()
			path, _ := w.capture(session, fmt.Sprintf("attach-role-%d", i))
			asked, _ := w.attach("moderator", path, "question", "a.pdf", aPDF)
			w.move("moderator", path, "assign", `{"dinas":"dpmd"}`, "assigned")
			w.move("dpmd", path, "transfer", `{"dinas":"dispendukcapil","reason":"x"}`, "assigned")
			w.move("staff", path, "accept", "", "in_progress")
			answered, _ := w.attach("staff", path, "answer", "b.pdf", aPDF)
			w.get(tt.who, asked).want(tt.question)
			w.get(tt.who, answered).want(tt.answer)
			w.post(tt.who, asked+"/remove", because, match(w.get("moderator", path).etag())).want(tt.offQuestion)
			w.post(tt.who, answered+"/remove", because, match(w.get("moderator", path).etag())).want(tt.offAnswer)
		}
	})
}

// A dinas that let the question go sees the files of its time, but none that was
// removed since; the question of another has none of them.
func TestAttachments_of_a_former_holder(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "attach-former")
		other, _ := w.capture(session, "attach-other")
		removed, _ := w.attach("moderator", path, "question", "a.pdf", aPDF)
		stays, _ := w.attach("moderator", path, "question", "b.pdf", aPDF)
		w.move("moderator", path, "assign", `{"dinas":"dpmd"}`, "assigned")
		w.get("dpmd", removed).want(200)
		w.move("dpmd", path, "return", because, "captured")
		later, _ := w.attach("moderator", path, "question", "c.pdf", aPDF)
		w.move("moderator", path, strings.TrimPrefix(removed, path+"/")+"/remove", because, "captured")
		w.get("dpmd", stays).want(200)
		w.get("dpmd", removed).want(404)
		w.get("dpmd", later).want(404)
		if seen := w.get("dpmd", path).want(200); len(seen.list("attachments")) != 1 || seen.text("attachments/0/name") != "b.pdf" {
			t.Errorf("sees %v", seen.at("attachments"))
		}
		w.get("moderator", strings.Replace(stays, path, other, 1)).want(404)
		w.get("moderator", stays+"x").want(404)
	})
}

// An asker attaches to the question while it is open, and gets the files of the
// answer once it is published.
func TestAttachments_by_receipt(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, logged := w.capture(session, "attach-asker")
		code := receipt(logged.text("receipt"))
		form := formOf(filePart("rumah.jpg", "image/jpeg", string(attachmenttest.Photograph(1))))
		w.post("", "/v1/tracking/attachments", form).want(401)
		w.post("", "/v1/tracking/attachments", form, code).want(428, "version_required")
		w.post("", "/v1/tracking/attachments", form, code, match(`"9"`)).want(412, "stale")
		w.post("", "/v1/tracking/attachments", forQuestion, code, match(`"1"`)).want(400, "malformed_form")
		got := w.post("", "/v1/tracking/attachments", form, code, match(`"1"`)).want(200)
		file := "/v1/tracking/attachments/" + got.text("attachments/0/id")
		if body := w.get("", file, code).want(200).body; bytes.Contains(body, []byte("Banyuwangi")) {
			t.Error("it tells where it was taken")
		}
		w.get("", file).want(401)
		w.get("", file, receipt("0000-0000-0000-0")).want(404)
		w.move("moderator", path, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		w.move("staff", path, "accept", "", "in_progress")
		answer, _ := w.attach("staff", path, "answer", "kk.pdf", aPDF)
		answer = strings.Replace(answer, path, "/v1/tracking", 1)
		w.get("", answer, code).want(404)
		if seen := w.get("", "/v1/tracking", code).want(200); len(seen.list("attachments")) != 1 {
			t.Errorf("before the answer: %s", seen.body)
		}
		w.move("staff", path, "answer", `{"text":"Terbit."}`, "answered")
		w.get("", answer, code).want(200)
		w.attach("approver", path, "answer", "tambahan.pdf", aPDF)
		if seen := w.get("", "/v1/tracking", code).want(200); len(seen.list("attachments")) != 3 {
			t.Errorf("after the answer: %s", seen.body)
		}
		w.move("moderator", path, "confirm", "", "resolved")
		w.post("", "/v1/tracking/attachments", form, code, match(w.get("", "/v1/tracking", code).etag())).want(409, "illegal_move")
		w.replays(path)
	})
}

// Where the answer was given on the spot, its files are the moderator's.
func TestAttachments_of_an_answer_on_the_spot(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, logged := w.capture(session, "attach-spot")
		w.post("moderator", path+"/attachments", forAnswer, match(`"1"`)).want(403, "forbidden")
		w.move("moderator", path, "answer-on-the-spot", `{"answer":"Bisa.","answered_by":"Bupati"}`, "answered")
		file, got := w.attach("moderator", path, "answer", "sk.pdf", aPDF)
		if !strings.Contains(fmt.Sprint(got.list("moves")), "detach_answer") {
			t.Errorf("moves %v", got.list("moves"))
		}
		w.get("", strings.Replace(file, path, "/v1/tracking", 1), receipt(logged.text("receipt"))).want(200)
		w.move("moderator", path, strings.TrimPrefix(file, path+"/")+"/remove", because, "answered")
	})
}

// What an answer has reaches an asker by a merge, as the answer does, and the
// files of the question that was merged stay its own.
func TestAttachments_reach_by_a_merge(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		lead, _ := w.capture(session, "attach-lead")
		path, logged := w.capture(session, "attach-merged")
		code := receipt(logged.text("receipt"))
		w.attach("moderator", path, "question", "milik-sendiri.pdf", aPDF)
		w.attach("moderator", lead, "question", "milik-lain.pdf", aPDF)
		w.merges(path, lead)
		w.move("moderator", lead, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		w.move("staff", lead, "accept", "", "in_progress")
		answer, _ := w.attach("staff", lead, "answer", "kk.pdf", aPDF)
		answer = strings.Replace(answer, lead, "/v1/tracking", 1)
		w.get("", answer, code).want(404)
		w.move("staff", lead, "answer", `{"text":"Terbit."}`, "answered")
		w.get("", answer, code).want(200)
		seen := w.get("", "/v1/tracking", code).want(200)
		if len(seen.list("attachments")) != 2 || seen.text("attachments/0/name") != "milik-sendiri.pdf" || seen.text("attachments/1/name") != "kk.pdf" {
			t.Errorf("the asker sees %v", seen.at("attachments"))
		}
		w.replays(path)
	})
}

// The asker attaches to a part, and reads its files, with the one receipt.
func TestAttachments_of_a_part(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, logged := w.capture(session, "attach-part")
		code := receipt(logged.text("receipt"))
		w.post("moderator", path+"/split", twoParts, match(`"1"`)).want(200)
		form := formOf(filePart("a.pdf", "", aPDF))
		w.post("", "/v1/tracking/attachments", form, code, match(`"2"`)).want(409, "illegal_move")
		w.post("", "/v1/tracking/attachments?part=3", form, code, match(`"1"`)).want(422, "invalid_input")
		got := w.post("", "/v1/tracking/attachments?part=2", form, code, match(`"1"`)).want(200)
		file := "/v1/tracking/attachments/" + got.text("attachments/0/id")
		w.get("", file+"?part=2", code).want(200)
		w.get("", file, code).want(404)
	})
}
