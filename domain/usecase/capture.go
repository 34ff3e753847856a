package usecase

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/session"
)

// CaptureInput is one question as it is logged. Key is the idempotency key,
// which belongs to the session and is kept for good; Body is the SHA-256 of
// what the key came with. OccurredAt is the device's time, zero for now.
type CaptureInput struct {
	Key        string
	Body       ledger.Hash
	Text       string
	Asker      question.Asker
	SpokenNo   int
	OccurredAt time.Time
	Spot       *Spot

	Confidential bool // from the start; see question.State
}

// Captured is the reply to a capture. It is the same for every repetition: what
// the question's first events say. Receipt is the asker's code; it is stored nowhere.
type Captured struct {
	State    question.State // as it was captured
	Receipt  domain.Receipt
	Replayed bool
}

// Capture logs one question. The same key and body again return the first
// reply; the key with another body is key_reused.
func (a *App) Capture(ctx context.Context, p access.Principal, id domain.SessionID, in CaptureInput) (Captured, error) {
	if err := p.Require(access.QuestionCapture); err != nil {
		return Captured{}, err
	}
	if err := in.clean(); err != nil {
		return Captured{}, err
	}
	d := a.draft(p, in)
	var c Captured
	err := a.Store.InTx(ctx, func(ctx context.Context, tx Tx) (err error) {
		c, err = a.captureNew(ctx, tx, id, in, d)
		return err
	})
	if code := domain.CodeOf(err); code == domain.Conflict || code == domain.Invalid {
		return a.captureAgain(ctx, id, in, err)
	}
	return c, err
}

// draft is what a capture adds to its input, made once: the transaction may run
// more than once.
type draft struct {
	ID       domain.QuestionID
	By       question.Act
	Salt     []byte
	Proposal question.Proposal
}

func (a *App) draft(p access.Principal, in CaptureInput) draft {
	now := a.now()
	d := draft{ID: domain.NewID[domain.QuestionKind](now), By: act(p, now), Salt: make([]byte, 16), Proposal: a.Triage.Propose(in.Text)}
	_, _ = rand.Read(d.Salt) // crypto/rand.Read never fails
	return d
}

// captureAgain looks whether a refused capture was done before under its key:
// the store refuses a second one, and what the first one named may be gone by
// now. So a new capture needs no look of its own. Otherwise refused stands.
func (a *App) captureAgain(ctx context.Context, id domain.SessionID, in CaptureInput, refused error) (c Captured, err error) {
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		done, err := replayCapture(ctx, tx, id, in)
		if err != nil || done == nil {
			return cmp.Or(err, refused)
		}
		c = *done
		return nil
	})
	return c, err
}

func replayCapture(ctx context.Context, tx Tx, id domain.SessionID, in CaptureInput) (*Captured, error) {
	q, err := tx.QuestionByKey(ctx, id, sha256.Sum256([]byte(in.Key)))
	if err != nil || q == nil {
		return nil, err
	}
	s := q.State()
	if s.CaptureBody != in.Body {
		return nil, domain.Fail(domain.KeyReused, domain.ReasonKeyReused)
	}
	events, err := tx.QuestionEvents(ctx, s.ID, mostCaptureEvents)
	if err != nil {
		return nil, err
	}
	was, err := question.Replay(events[:captureEvents(in, events)])
	if err != nil {
		return nil, err
	}
	return &Captured{State: was, Receipt: domain.DeriveReceipt(in.Key, was.ReceiptSalt), Replayed: true}, nil
}

// mostCaptureEvents is how many events a capture makes at most: where the session
// assigns at once, a rule categorises, classifies and assigns.
const mostCaptureEvents = 4

// captureEvents is how many of the question's first events its capture made.
func captureEvents(in CaptureInput, events []*ledger.Event) int {
	if in.Spot != nil {
		return 2
	}
	n := 1
	for n < len(events) && events[n].Actor.Kind == domain.ActorRule && events[n].RecordedAt.Equal(events[0].RecordedAt) {
		n++
	}
	return n
}

func (a *App) captureNew(ctx context.Context, tx Tx, id domain.SessionID, in CaptureInput, d draft) (Captured, error) {
	s, err := tx.LoadSession(ctx, id)
	if err != nil {
		return Captured{}, err
	}
	if !s.TakesCaptures() {
		return Captured{}, domain.Fail(domain.Conflict, domain.ReasonSessionPlanned)
	}
	if len(s.Moderators) > 0 && !slices.Contains(s.Moderators, d.By.Actor.User) {
		return Captured{}, domain.Fail(domain.Forbidden, domain.ReasonForbidden)
	}
	asker, err := fullAsker(ctx, tx, "/asker", s, in.Asker)
	if err != nil {
		return Captured{}, err
	}
	if err := completeProposal(ctx, tx, s, in.Text, &d.Proposal, asker, d.By.Now); err != nil {
		return Captured{}, err
	}
	receipt := domain.DeriveReceipt(in.Key, d.Salt)
	from, to := s.Day()
	q := question.New(d.By, question.Capture{ID: d.ID, Session: id, Text: in.Text, Asker: asker, SpokenNo: in.SpokenNo,
		OccurredAt: in.OccurredAt, Window: question.CaptureWindow{DayStart: from, DayEnd: to, ClosedAt: s.ClosedAt},
		Confidential: in.Confidential, Proposal: d.Proposal, Receipt: receipt.Hash(), ReceiptSalt: d.Salt,
		Key: sha256.Sum256([]byte(in.Key)), Body: in.Body})
	if in.Spot != nil {
		by := d.By
		by.At = q.State().StartAt // it was answered when it was asked
		if err := a.answerOnTheSpot(ctx, tx, q, by, "/on_the_spot", *in.Spot); err != nil {
			return Captured{}, err
		}
	} else if s.AutoAssign == session.AtOnce {
		if _, err := assignByRule(ctx, tx, q, s, ruleAct(d.By.Now)); err != nil {
			return Captured{}, err
		}
	}
	if err := tx.SaveQuestion(ctx, q); err != nil {
		return Captured{}, err
	}
	return Captured{State: q.State(), Receipt: receipt}, nil
}

func (in *CaptureInput) clean() error {
	var faults domain.Faults
	if len(in.Key) < 8 || len(in.Key) > 200 {
		faults.Add("#Idempotency-Key", "length", "8-200")
	}
	faults.Merge(clean("/text", &in.Text, domain.MaxQuestionText))
	if in.SpokenNo < 0 {
		faults.Add("/spoken_order", "min", "1")
	}
	if in.Spot != nil {
		faults.Merge(in.Spot.clean("/on_the_spot"))
	}
	return faults.Err()
}

// fullAsker completes the asker from the attendance list and the desa's
// kecamatan on the session's day.
func fullAsker(ctx context.Context, tx Tx, pointer string, s *session.Session, in question.Asker) (question.Asker, error) {
	switch in.Kind {
	case question.Anonymous:
		return question.Asker{Kind: question.Anonymous}, nil
	case question.Attending:
		at, err := tx.LoadAttendee(ctx, in.Attendee)
		if domain.CodeOf(err) == domain.NotFound || err == nil && (at.Session != s.ID || at.Withdrawn) {
			return in, &domain.Error{Code: domain.Invalid, Reason: domain.ReasonNotAttending,
				Fields: []domain.FieldError{{Pointer: pointer + "/attendee_id", Rule: "exists"}}}
		}
		if err != nil {
			return in, err
		}
		return question.Asker{Kind: question.Attending, Attendee: at.ID, Name: at.Name, Phone: at.Phone,
			Role: at.Role, Desa: at.Desa, Kecamatan: at.Kecamatan}, nil
	case question.WalkIn:
		return walkIn(ctx, tx, pointer, s, in)
	}
	return in, domain.InvalidField(pointer+"/kind", "oneof", "attendee walk_in anonymous")
}

func walkIn(ctx context.Context, tx Tx, pointer string, s *session.Session, in question.Asker) (question.Asker, error) {
	var faults domain.Faults
	faults.Merge(clean(pointer+"/name", &in.Name, domain.MaxNameText))
	phone, err := domain.CleanOptional(pointer+"/phone", in.Phone, 40)
	faults.Merge(err)
	if in.Role == "" {
		faults.Add(pointer+"/role", "required", "")
	}
	kecamatan, err := kecamatanOn(ctx, tx, pointer+"/desa", in.Desa, s.Date)
	if err != nil && domain.CodeOf(err) != domain.Invalid {
		return in, err
	}
	faults.Merge(err)
	in.Phone, in.Kecamatan, in.Attendee = phone, kecamatan, domain.AttendeeID{}
	return in, faults.Err()
}

// kecamatanOn returns the kecamatan that the desa belonged to on the day, "" for no desa.
func kecamatanOn(ctx context.Context, tx Tx, pointer, desa string, day domain.Date) (string, error) {
	if desa == "" {
		return "", nil
	}
	d, err := tx.LoadDesa(ctx, desa)
	if domain.CodeOf(err) == domain.NotFound {
		return "", domain.InvalidField(pointer, "exists", desa)
	}
	if err != nil {
		return "", err
	}
	kecamatan, ok := d.KecamatanOn(day)
	if !ok {
		return "", domain.InvalidField(pointer, "not_valid_on", day.String())
	}
	return kecamatan, nil
}
