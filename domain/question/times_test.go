package question_test

import (
	"testing"
	"time"

	"audiensi/domain"
	"audiensi/domain/question"
)

func TestEndWindowCarriesItsOwnEnd(t *testing.T) {
	q := in(t, question.Answered)
	end := q.State().WindowEndsAt
	if err := q.EndWindow(by(end.Add(-time.Microsecond))); domain.CodeOf(err) != domain.Conflict {
		t.Fatalf("before its end: %v", err)
	}
	if err := q.EndWindow(by(end.AddDate(0, 0, 30))); err != nil {
		t.Fatal(err)
	}
	s := q.State()
	if !s.ResolvedAt.Equal(end) || s.ResolvedHow != question.WindowEnded {
		t.Errorf("resolved %s at %v, want window_ended at %v", s.ResolvedHow, s.ResolvedAt, end)
	}
	if !s.LastRecordedAt.Equal(end.AddDate(0, 0, 30)) {
		t.Errorf("recorded at %v", s.LastRecordedAt)
	}
}

func TestPauseEndsByItself(t *testing.T) {
	q := in(t, question.AwaitingAsker)
	end := q.State().PauseEndsAt
	if err := q.EndPause(by(end.Add(time.Hour))); err != nil {
		t.Fatal(err)
	}
	p := q.State().Custodies[0].Pauses[0]
	if !p.Capped || !p.To.Equal(end) || q.State().Custodies[0].Paused() != end.Sub(p.From) {
		t.Errorf("pause %+v, want it capped at %v", p, end)
	}
}

func TestAskBackNeedsAReachableAsker(t *testing.T) {
	q := in(t, question.InProgress)
	if err := q.CorrectAsker(by(start.Add(time.Hour)), question.Asker{Kind: question.Anonymous}); err != nil {
		t.Fatal(err)
	}
	err := q.AskBack(by(start.Add(time.Hour)), "siapa?", start.Add(48*time.Hour))
	if domain.CodeOf(err) != domain.Conflict || q.State().Status != question.InProgress {
		t.Errorf("ask back of nobody: %v", err)
	}
}

func TestDisputeOfAnAnswerOnTheSpotReturnsToTriage(t *testing.T) {
	q := captured()
	if err := q.AnswerOnTheSpot(by(start), "Bisa.", "Kepala Dinas", "dinkes", start.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if len(q.State().Custodies) != 0 || !q.State().Answer.OnTheSpot {
		t.Fatalf("state %+v", q.State())
	}
	if err := q.Dispute(by(start.Add(time.Minute)), "belum", true); err != nil {
		t.Fatal(err)
	}
	if s := q.State(); s.Status != question.Captured || s.Round != 1 {
		t.Errorf("%s in round %d", s.Status, s.Round)
	}
}

func TestDisputeOfADinasThatIsNoMoreReturnsToTriage(t *testing.T) {
	q := in(t, question.Answered)
	if err := q.Dispute(by(start.Add(time.Hour)), "belum", false); err != nil {
		t.Fatal(err)
	}
	if s := q.State(); s.Status != question.Captured || s.Dinas != "" || len(s.Custodies) != 1 {
		t.Errorf("%s, held by %q, custodies %+v", s.Status, s.Dinas, s.Custodies)
	}
	checkReplay(t, q)
}

func TestWaitsSinceCapture(t *testing.T) {
	tests := []struct {
		name string
		path []question.Move
		want bool
	}{
		{"captured", nil, true},
		{"categorised", []question.Move{question.MoveCategorise, question.MoveNote, question.MoveCorrectText}, true},
		{"assigned", []question.Move{question.MoveAssign}, false},
		{"returned", []question.Move{question.MoveAssign, question.MoveReturn}, false},
		{"recalled", []question.Move{question.MoveAssign, question.MoveRecall}, false},
		{"disputed after an answer on the spot", []question.Move{question.MoveAnswerOnTheSpot, question.MoveDispute}, false},
		{"dismissed", []question.Move{question.MoveDismiss}, false},
		{"reopened", []question.Move{question.MoveDismiss, question.MoveReopen}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := captured()
			for _, m := range tt.path {
				if err := moves(q, start)[m](); err != nil {
					t.Fatal(err)
				}
			}
			if s := q.State(); s.WaitsSinceCapture() != tt.want {
				t.Errorf("%s: %v, want %v", s.Status, !tt.want, tt.want)
			}
		})
	}
}

func TestReopenStartsARoundWithTheLastHolder(t *testing.T) {
	q := in(t, question.Resolved)
	if err := q.Reopen(by(start.Add(time.Hour)), "lagi", true); err != nil {
		t.Fatal(err)
	}
	s := q.State()
	if s.Status != question.InProgress || s.Round != 2 || s.Dinas != "dispendukcapil" || !s.ResolvedAt.IsZero() || len(s.Custodies) != 2 {
		t.Errorf("%+v", s)
	}
	retired := in(t, question.Resolved)
	if err := retired.Reopen(by(start.Add(time.Hour)), "lagi", false); err != nil {
		t.Fatal(err)
	}
	if s := retired.State(); s.Status != question.Captured || s.Dinas != "" {
		t.Errorf("with a retired holder: %s, %q", s.Status, s.Dinas)
	}
}

func TestCaptureTimes(t *testing.T) {
	day := question.CaptureWindow{DayStart: start.Add(-5 * time.Hour), DayEnd: start.Add(19 * time.Hour)}
	closed := day
	closed.ClosedAt = start.Add(-time.Hour)
	tests := []struct {
		name                                string
		device                              time.Time
		window                              question.CaptureWindow
		startAt                             time.Time
		rejected, lateReceived, lateCapture bool
	}{
		{"online", time.Time{}, day, start, false, false, false},
		{"offline earlier", start.Add(-time.Hour), day, start.Add(-time.Hour), false, false, false},
		{"device ahead", start.Add(time.Second), day, start, true, false, false},
		{"device of another day", start.Add(-6 * time.Hour), day, start, true, false, false},
		{"received after closing", start.Add(-2 * time.Hour), closed, start.Add(-2 * time.Hour), false, true, false},
		{"captured after closing", start.Add(-time.Minute), closed, start.Add(-time.Minute), false, true, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := question.New(by(start), question.Capture{ID: domain.NewID[domain.QuestionKind](start), Text: "x",
				OccurredAt: tt.device, Window: tt.window})
			s := q.State()
			if !s.StartAt.Equal(tt.startAt) || s.DeviceTimeRejected != tt.rejected || s.LateReceived != tt.lateReceived || s.LateCaptured != tt.lateCapture {
				t.Errorf("start %v, rejected %v, late received %v, late captured %v", s.StartAt, s.DeviceTimeRejected, s.LateReceived, s.LateCaptured)
			}
			if !tt.device.IsZero() && !s.OccurredAt.Equal(tt.device) {
				t.Errorf("device time %v was not kept: %v", tt.device, s.OccurredAt)
			}
		})
	}
}

func TestClockThatRunsBackwards(t *testing.T) {
	q := in(t, question.Assigned)
	last := q.State().LastRecordedAt
	if err := q.Accept(by(start.Add(-time.Hour))); err != nil {
		t.Fatal(err)
	}
	if s := q.State(); s.LastRecordedAt.Before(last) || s.Custodies[0].AcceptedAt.Before(s.Custodies[0].AssignedAt) {
		t.Errorf("recorded %v after %v", s.LastRecordedAt, last)
	}
	checkReplay(t, q)
}

func TestEndByTime(t *testing.T) {
	for status, want := range map[question.Status]question.Status{question.Captured: "", question.InProgress: "", question.Resolved: "",
		question.AwaitingAsker: question.InProgress, question.Answered: question.Resolved} {
		t.Run(string(status), func(t *testing.T) {
			q := in(t, status)
			end := q.State()
			if ended, err := q.EndByTime(by(end.WakesAt().Add(-time.Microsecond))); ended || err != nil {
				t.Fatalf("before its end: %v, %v", ended, err)
			}
			ended, err := q.EndByTime(by(start.AddDate(0, 1, 0)))
			if ended != (want != "") || err != nil {
				t.Fatalf("ended %v, %v", ended, err)
			}
			if s := q.State(); ended && (s.Status != want || !s.WakesAt().IsZero()) {
				t.Errorf("%s, wakes at %v", s.Status, s.WakesAt())
			}
			checkReplay(t, q)
		})
	}
}
