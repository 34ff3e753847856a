package api_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// readings returns who read what of the question, the oldest first, as "who in".
func (w *world) readings(query string) (list []string) {
	w.t.Helper()
	names := map[string]string{}
	for name, id := range w.users {
		names[id.String()] = name
	}
	items := w.get("inspector", "/v1/readings?limit=100&"+query).want(200).list("items")
	for i := len(items) - 1; i >= 0; i-- {
		r := items[i].(map[string]any)
		list = append(list, names[r["user_id"].(string)]+" "+r["in"].(string))
	}
	return list
}

// Every reply that names an asker is logged, and no other.
func TestReadings(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, logged := w.capture(session, "reading-1")
		id := logged.text("id")
		nobody := w.post("moderator", session+"/questions", `{"text":"Siapa yang tahu?","asker":{"kind":"anonymous"}}`, key("reading-2")).want(201).text("id")
		etag := w.get("moderator", path).want(200).etag()
		before := w.clock()
		assigned := w.post("moderator", path+"/assign", `{"dinas":"dispendukcapil"}`, match(etag)).want(200).etag()
		w.get("admin", path).want(200)
		w.get("staff", path).want(200)
		w.get("inspector", path).want(200)
		w.get("staff", path+"/timeline").want(200).lacks("Suparno")
		w.get("moderator", path+"/similar").want(200).lacks("Suparno")
		w.get("staff", "/v1/questions").want(200)
		w.get("moderator", "/v1/questions").want(200)
		w.get("dinsos", path).want(404)
		w.get("", "/v1/tracking", receipt(logged.text("receipt"))).want(200)
		w.post("moderator", "/v1/questions:assign", `{"items":[{"id":"`+id+`","version":2}],"dinas":"dpmd"}`).want(200)
		w.post("staff", path+"/accept", "", match(`"1"`)).want(412)
		w.post("staff", path+"/accept", "", match(assigned)).want(200)
		want := []string{"moderator question", "moderator move", "staff question", "inspector question", "staff question_list", "moderator question_list", "staff move"}
		if diff := cmp.Diff(want, w.readings("question_id="+id)); diff != "" {
			t.Errorf("readings (-want +got):\n%s", diff)
		}
		if got := w.readings("question_id=" + nobody); got != nil {
			t.Errorf("of nobody: %v", got)
		}
		if diff := cmp.Diff([]string{"staff question", "staff question_list", "staff move"}, w.readings("user_id="+w.users["staff"].String())); diff != "" {
			t.Errorf("by staff (-want +got):\n%s", diff)
		}
		if got := w.readings("to=" + before.Format(time.RFC3339Nano)); len(got) != 1 {
			t.Errorf("before: %v", got)
		}
		if got := w.readings("from=" + before.Format(time.RFC3339Nano)); len(got) != 6 {
			t.Errorf("after: %v", got)
		}
		w.get("inspector", "/v1/readings?user_id=x").want(422, "invalid_input")
		w.get("admin", "/v1/readings?limit=1").want(200)
		w.get("moderator", "/v1/readings").want(403, "forbidden")
		w.get("staff", "/v1/readings").want(403, "forbidden")
	})
}

// What is confidential is logged for those who see its asker alone.
func TestReadingsOfTheConfidential(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		body := question[:len(question)-1] + `,"confidential":true}`
		id := w.post("moderator", session+"/questions", body, key("reading-3")).want(201).text("id")
		w.move("moderator", "/v1/questions/"+id, "assign", `{"dinas":"dispendukcapil"}`, "assigned")
		w.get("moderator", "/v1/questions").want(200)
		w.get("staff", "/v1/questions/"+id).want(200)
		if diff := cmp.Diff([]string{"staff question"}, w.readings("question_id="+id)); diff != "" {
			t.Errorf("readings (-want +got):\n%s", diff)
		}
	})
}

// The attendance list names people to moderators, who are logged line by line.
func TestReadingsOfAttendance(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		var at reply
		for _, name := range []string{"Suparno", "Kasiyanto"} {
			at = w.post("moderator", session+"/attendees", `{"name":"`+name+`","role":"kades","desa":"35.10.13.2004"}`).want(201)
		}
		w.get("moderator", session+"/attendees").want(200)
		w.get("staff", session+"/attendees").want(200).lacks("Suparno")
		w.post("moderator", session+"/attendees/"+at.text("id")+"/withdraw", "", match(at.etag())).want(200)
		w.post("moderator", session+"/attendees/"+at.text("id")+"/withdraw", "", match(at.etag())).want(412)
		if diff := cmp.Diff([]string{"moderator attendee_list", "moderator attendee_list", "moderator attendee"}, w.readings("")); diff != "" {
			t.Errorf("readings (-want +got):\n%s", diff)
		}
		last := w.get("inspector", "/v1/readings").want(200)
		if "/v1/sessions/"+last.text("items/0/session_id") != session || last.text("items/0/attendee_id") != at.text("id") {
			t.Errorf("the last %s", last.body)
		}
	})
}

// A download shows nobody's name, and is not logged as if it did.
func TestDownloadIsNoReading(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, logged := w.capture(session, "download-1")
		w.post("moderator", path+"/attachments", forQuestion, match(logged.etag())).want(200)
		before := w.readings("question_id=" + logged.text("id"))
		w.get("moderator", w.onlyFile(path)).want(200)
		if diff := cmp.Diff(before, w.readings("question_id="+logged.text("id"))); diff != "" {
			t.Errorf("readings (-before +after):\n%s", diff)
		}
	})
}

// onlyFile returns the address of the question's only file.
func (w *world) onlyFile(question string) string {
	w.t.Helper()
	return question + "/attachments/" + w.get("admin", question).want(200).text("attachments/0/id")
}
