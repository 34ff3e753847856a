package cmd_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/session"
	"audiensi/domain/transfer"
)

// forgery is a file whose hashes are right, whatever it says.
type forgery struct {
	sessions, attendees, questions []transfer.Chain
	codes                          []transfer.DesaCode
	accounts                       []transfer.Account
}

func (f forgery) write(t *testing.T, path string) {
	t.Helper()
	to, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	w := transfer.NewWriter(to, "v1", nil)
	add(t, w, transfer.Sessions, f.sessions)
	add(t, w, transfer.Attendees, f.attendees)
	add(t, w, transfer.DesaCodes, f.codes)
	add(t, w, transfer.Questions, f.questions)
	add(t, w, transfer.Accounts, f.accounts)
	if _, _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func add[T any](t *testing.T, w *transfer.Writer, name string, lines []T) {
	t.Helper()
	err := w.Begin(name)
	for _, line := range lines {
		if err == nil {
			err = w.Add(line)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

// oneEvent returns the chain of a thing's one event with the value.
func oneEvent(t *testing.T, stream domain.StreamID, kind ledger.Kind, value any) transfer.Chain {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	e := &ledger.Event{Stream: stream, Seq: 1, Kind: kind, OccurredAt: domaintest.Now, RecordedAt: domaintest.Now}
	e.SetSealed("value", string(text))
	return transfer.ChainOf([]*ledger.Event{e})
}

func newMeeting() session.Session {
	return session.Session{ID: domain.NewID[domain.SessionKind](domaintest.Now), Version: 1, Title: "Rakorsus", Date: domaintest.Day(3, 2),
		Status: session.Planned, AutoAssign: session.Never}
}

func TestSessionImport_refuses_what_cannot_be(t *testing.T) {
	s := server(t, "sqlite:"+filepath.Join(t.TempDir(), "server.db"))
	of := newMeeting()
	planned := oneEvent(t, of.ID.Stream(), "session.planned", of)
	asked := func(edit ...func(*question.Capture)) *question.Question {
		return domaintest.Captured(of.ID, domaintest.Now, append(edit, func(c *question.Capture) { c.Proposal.Dinas = "dinsosppkb" })...)
	}
	chain := func(q *question.Question) transfer.Chain { return transfer.ChainOf(q.Pending()) }
	q := asked()
	merged := asked()
	if err := merged.MergeInto(domaintest.Act(domaintest.Now), asked(), "sama"); err != nil {
		t.Fatal(err)
	}
	foreign := domaintest.Captured(newMeeting().ID, domaintest.Now)
	sung := asked().Pending()
	next := *sung[0]
	next.Kind, next.Seq, next.Prev = "question.sung", 2, sung[0].Hash()
	other := newMeeting()
	at := session.Attendee{ID: domain.NewID[domain.AttendeeKind](domaintest.Now), Session: other.ID, Version: 1, Name: "Suparno"}
	user := transfer.Account{ID: domain.NewID[domain.UserKind](domaintest.Now), Username: "budi", Name: "Budi", Role: "king", Language: "id"}
	before := tables(t, databaseOf(s))
	for name, tt := range map[string]struct {
		file forgery
		says string
	}{
		"question twice":              {forgery{questions: []transfer.Chain{chain(q), chain(q)}}, "it is there twice"},
		"session twice":               {forgery{sessions: []transfer.Chain{planned}}, "it is there twice"},
		"receipt twice":               {forgery{questions: []transfer.Chain{chain(q), chain(asked(func(c *question.Capture) { c.Receipt = q.State().Receipt }))}}, "its capture key or its receipt"},
		"key twice":                   {forgery{questions: []transfer.Chain{chain(q), chain(asked(func(c *question.Capture) { c.Key = q.State().CaptureKey }))}}, "its capture key or its receipt"},
		"question of another session": {forgery{questions: []transfer.Chain{chain(foreign)}}, "of a session that the file does not hold"},
		"question of a newer program": {forgery{questions: []transfer.Chain{transfer.ChainOf([]*ledger.Event{sung[0], &next})}}, "recorded by a newer program"},
		"no question":                 {forgery{questions: []transfer.Chain{oneEvent(t, other.ID.Stream(), "session.planned", other)}}, "no history of a question"},
		"merged into what is missing": {forgery{questions: []transfer.Chain{chain(merged)}}, "tied to one that is missing"},
		"session under another's id":  {forgery{sessions: []transfer.Chain{oneEvent(t, other.ID.Stream(), "session.planned", of)}}, "its events are of another thing"},
		"session without value":       {forgery{sessions: []transfer.Chain{oneEvent(t, other.ID.Stream(), "session.sung", other)}}, "none of its events says what it is"},
		"attendee of another session": {forgery{attendees: []transfer.Chain{oneEvent(t, at.ID.Stream(), "attendee.added", at)}}, "of a session that the file does not hold"},
		"code of another session":     {forgery{codes: []transfer.DesaCode{{Session: other.ID, Desa: "35.10.01.2001", Hash: make([]byte, 32)}}}, "of a session that the file does not hold"},
		"short code":                  {forgery{codes: []transfer.DesaCode{{Session: of.ID, Desa: "35.10.01.2001", Hash: make([]byte, 31)}}}, "desa code"},
		"account of no role":          {forgery{accounts: []transfer.Account{user}}, "account"},
	} {
		t.Run(name, func(t *testing.T) {
			tt.file.sessions = append([]transfer.Chain{planned}, tt.file.sessions...)
			path := filepath.Join(t.TempDir(), "forged.zip")
			tt.file.write(t, path)
			s.refused(t, 1, tt.says, "session", "import", path)
		})
	}
	if after := tables(t, databaseOf(s)); after != before {
		t.Error("something was written")
	}
	good := filepath.Join(t.TempDir(), "good.zip")
	forgery{sessions: []transfer.Chain{planned}, questions: []transfer.Chain{chain(q)}}.write(t, good)
	s.must(t, "", "session", "import", good)
	of.Title = "Rapat lain"
	forgery{sessions: []transfer.Chain{oneEvent(t, of.ID.Stream(), "session.planned", of)}}.write(t, good)
	s.refused(t, 1, "is another one here", "session", "import", good)
}
