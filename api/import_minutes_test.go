package api_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"audiensi/domain"
	"audiensi/domain/intake"
	"audiensi/domain/usecase"
	tables "audiensi/table"
)

var operator = domain.Actor{Kind: domain.ActorSystem}

// minutesOf returns a table of n questions of one day, all of another text.
func minutesOf(t *testing.T, n int) *tables.Sheet {
	t.Helper()
	var b strings.Builder
	b.WriteString("Tanggal,Pertanyaan,Nama,Kategori\n")
	for i := range n {
		fmt.Fprintf(&b, "20/12/2011,KK warga nomor %d belum jadi,Suparno,population_admin\n", i)
	}
	return minutesIn(t, b.String())
}

func minutesIn(t *testing.T, text string) *tables.Sheet {
	t.Helper()
	sheet, err := tables.Open(strings.NewReader(text), tables.CSV, tables.Limits{})
	must(t, err)
	t.Cleanup(func() { must(t, sheet.Close()) })
	return sheet
}

// What was imported is flagged, can be listed apart, and keeps its day.
func TestImportedQuestions(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		made := w.post("moderator", session+"/questions", question, key("imported-0001")).want(201)
		_, err := w.app.ImportMinutes(t.Context(), operator, minutesOf(t, 1), usecase.MinutesInput{Title: "Rakorsus"}, func(int) {})
		must(t, err)
		list := w.get("moderator", "/v1/questions?imported=true").want(200)
		if len(list.list("items")) != 1 || list.at("items/0/flags/imported") != true || list.text("items/0/occurred_at") != "2011-12-19T17:00:00Z" ||
			list.text("items/0/category") != "population_admin" || list.text("items/0/recorded_at") < "2026" {
			t.Errorf("imported: %s", list.body)
		}
		others := w.get("moderator", "/v1/questions?imported=false").want(200)
		if len(others.list("items")) != 1 || others.text("items/0/id") != made.text("id") || others.at("items/0/flags/imported") != false {
			t.Errorf("others: %s", others.body)
		}
		w.get("moderator", "/v1/questions?imported=1").want(422, "invalid_input")
		events := w.get("inspector", "/v1/questions/"+list.text("items/0/id")+"/timeline").want(200)
		if !strings.Contains(string(events.body), `"system"`) {
			t.Errorf("timeline: %s", events.body)
		}
		similar := w.get("moderator", "/v1/questions/"+made.text("id")+"/similar").want(200)
		if !strings.Contains(string(similar.body), list.text("items/0/id")) {
			t.Errorf("the history has not taken it up: %s", similar.body)
		}
	})
}

// No rule assigns what was imported, neither when its session closes nor at once.
func TestImportedQuestions_are_not_assigned_by_rule(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for _, mode := range []string{"on_close", "at_once"} {
			session, etag := w.openSession(mode)
			id, err := domain.ParseID[domain.SessionKind](strings.TrimPrefix(session, "/v1/sessions/"))
			must(t, err)
			n, err := w.app.ImportMinutes(t.Context(), operator, minutesOf(t, 2), usecase.MinutesInput{Session: id}, func(int) {})
			must(t, err)
			closed := w.post("moderator", session+"/close", "", match(etag)).want(200)
			if n.Captured != 2 || len(closed.list("assigned")) != 0 || closed.at("unassigned") != 2.0 {
				t.Errorf("%s: %+v, %s", mode, n, closed.body)
			}
		}
	})
}

// cut is a table whose reading ends with a failure after some rows.
type cut struct {
	intake.Rows
	left int
	stop func()
}

func (c *cut) Next() (int, []string, error) {
	if c.left--; c.left < 0 {
		c.stop()
	}
	return c.Rows.Next()
}

// An import that is interrupted keeps its whole batches, and the next one goes on.
func TestImportMinutes_goes_on(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		in := usecase.MinutesInput{Title: "Rakorsus"}
		ctx, stop := context.WithCancel(t.Context())
		n, err := w.app.ImportMinutes(ctx, operator, &cut{minutesOf(t, 250), 150, stop}, in, func(int) {})
		if !errors.Is(err, context.Canceled) || n.Captured != 100 {
			t.Fatalf("%+v, %v", n, err)
		}
		again, err := w.app.ImportMinutes(t.Context(), operator, minutesOf(t, 250), in, func(int) {})
		must(t, err)
		if want := (usecase.MinutesStored{Captured: 150, Kept: 100}); again != want {
			t.Errorf("%+v, want %+v", again, want)
		}
	})
}

// Each row of minutes ends in the state that they tell, with events of their days.
func TestImportMinutes_states(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const head = "Pertanyaan;Tanggal;Dinas;Jawaban;Tanggal Jawaban;Status;Dijawab Oleh\n"
		for row, want := range map[string]string{
			"a;20/12/2011;;;;;":                            "captured false",
			"b;20/12/2011;DPMD;;;;":                        "assigned false",
			"c;20/12/2011;DPMD;;;Belum;":                   "captured false",
			"d;20/12/2011;DPMD;;;Diproses;":                "in_progress false",
			"e;20/12/2011;;ya;;;Bu Ani":                    "resolved true",
			"f;20/12/2011;DPMD;ya;20/12/2011;Dijawab;":     "resolved true",
			"g;20/12/2011;BPM-PD;ya;3/1/2012;Selesai;Budi": "resolved false",
			"h;18/11/2026;DPMD;ya;;;":                      "answered true",
			"i;20/12/2011;;;;Ditolak;":                     "dismissed false",
		} {
			_, err := w.app.ImportMinutes(t.Context(), operator, minutesIn(t, head+row+"\n"), usecase.MinutesInput{Title: "R " + row[:1]}, func(int) {})
			must(t, err)
			q := w.get("moderator", "/v1/questions?imported=true&q="+row[:1]).want(200)
			onTheSpot, _ := q.at("items/0/answer/on_the_spot").(bool)
			if got := fmt.Sprint(q.text("items/0/status"), " ", onTheSpot); got != want {
				t.Errorf("%s: %s, want %s", row, got, want)
			}
		}
	})
}
