// Package question holds the aggregate: what a question is, which moves its
// state allows, and the events each move records. Its state is nothing but the
// sum of its events: verbs record an event and apply it, Replay applies them.
package question

import (
	"time"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
)

// Status is where a question stands.
type Status string

// The states of design section 4. What is Merged or Split is counted once, as
// that; what becomes of it is told by what it is tied to.
const (
	Captured      Status = "captured"
	Assigned      Status = "assigned"
	InProgress    Status = "in_progress"
	AwaitingAsker Status = "awaiting_asker"
	Answered      Status = "answered"
	Resolved      Status = "resolved"
	Dismissed     Status = "dismissed"
	Merged        Status = "merged"
	Split         Status = "split"
)

// Statuses lists every state a question can be in, in the order of its life.
func Statuses() []Status {
	return []Status{Captured, Assigned, InProgress, AwaitingAsker, Answered, Resolved, Dismissed, Merged, Split}
}

// AskerKind says how much is known of who asked.
type AskerKind string

// The kinds of askers.
const (
	Attending AskerKind = "attendee"  // on the session's attendance list
	WalkIn    AskerKind = "walk_in"   // named on the spot
	Anonymous AskerKind = "anonymous" // no identity is stored; only the receipt reaches them
)

// Asker is who asked. Kecamatan is the one the desa belonged to on the day of
// the session. Name and Phone are personal data and sealed in events.
type Asker struct {
	Kind      AskerKind
	Attendee  domain.AttendeeID
	Name      string
	Phone     string
	Role      domain.AskerRole
	Desa      string
	Kecamatan string
}

// Reachable reports whether somebody can be told that the dinas asked back.
func (a Asker) Reachable() bool { return a.Kind != Anonymous }

// Reason is one term that led to a proposal, with its weight in the decision.
type Reason struct {
	Term   string  `json:"term"`
	Weight float64 `json:"weight"`
}

// Ranked is a category with its probability.
type Ranked struct {
	Category    category.Code `json:"category"`
	Probability float64       `json:"probability"`
}

// Part is a stretch of a text, bytes Start to End, that puts a matter of its own.
type Part struct {
	Start       int           `json:"start"`
	End         int           `json:"end"`
	Category    category.Code `json:"category"`
	Probability float64       `json:"probability"`
}

// Proposal is what triage proposed at capture. Confidence is that of the likeliest
// category, in 0..1; only a Calibrated one is a probability and may lead to an
// assignment by rule. Category is empty where triage abstained: Ranking, the
// likeliest first, then tells what came near. Split is empty, or the parts of a
// text that puts more than one matter.
type Proposal struct {
	Category        category.Code
	Class           category.Class
	Dinas           dinas.Code
	Confidence      float64
	ClassConfidence float64
	Calibrated      bool
	Reasons         []Reason
	Ranking         []Ranked
	Split           []Part
	Model           string
}

// MayAssign reports whether a rule may assign by the proposal alone: it names a
// category, which only one above the threshold does, and its confidence is a
// probability.
func (p Proposal) MayAssign() bool { return p.Calibrated && p.Category != "" }

// Answer is the published answer. AnsweredBy is who spoke, for an answer given
// on the spot; otherwise a dinas published it. Text is that of the last amendment;
// earlier ones stay in their events.
type Answer struct {
	Text        string
	Dinas       dinas.Code
	AnsweredBy  string
	OnTheSpot   bool
	PublishedAt time.Time
	Amended     int       // how often
	AmendedAt   time.Time // the last time; zero: never
	AmendReason string    // of the last time
}

// ResolvedHow keeps the ways of resolution apart in every report.
type ResolvedHow string

// How a question was resolved.
const (
	Confirmed         ResolvedHow = "confirmed"           // by the asker
	ConfirmedForAsker ResolvedHow = "confirmed_for_asker" // by a moderator for them
	WindowEnded       ResolvedHow = "window_ended"        // nobody spoke up in time
	WithSurvivor      ResolvedHow = "with_survivor"       // with the question that it is merged into
	WithParts         ResolvedHow = "with_parts"          // with the last of its parts
)

// Ended says how a custody ended.
type Ended string

// The ends of a custody. It is still running while empty.
const (
	EndedAnswered    Ended = "answered"
	EndedReturned    Ended = "returned"
	EndedTransferred Ended = "transferred"
	EndedRecalled    Ended = "recalled"
	EndedHandedOver  Ended = "handed_over"
	EndedMerged      Ended = "merged"
	EndedSplit       Ended = "split"
)

// Pause is an interval in which a custody waited for the asker. Capped says
// that policy ended it, not a reply.
type Pause struct {
	From   time.Time
	To     time.Time
	Capped bool
}

// Custody is the interval in which one dinas held the question. FromSeq and
// EndSeq are the events that began and ended it; zero times mean "not yet".
type Custody struct {
	N          int // 1, 2, ... within the question
	Dinas      dinas.Code
	AssignedAt time.Time
	AcceptedAt time.Time
	EndedAt    time.Time
	Ended      Ended
	FromSeq    uint64
	EndSeq     uint64
	Pauses     []Pause
}

// Paused returns the time of the pauses that ended.
func (c Custody) Paused() time.Duration {
	var sum time.Duration
	for _, p := range c.Pauses {
		if !p.To.IsZero() {
			sum += p.To.Sub(p.From)
		}
	}
	return sum
}

// State is every stored field of a question. Times are UTC with microseconds;
// the zero time means "not yet" or "no longer".
type State struct {
	ID             domain.QuestionID
	Session        domain.SessionID
	Version        uint64      // number of its events, the ETag
	LastRecordedAt time.Time   // of its last event
	Head           ledger.Hash // hash of its last event
	Status         Status
	Round          int // 1, and one more for each reopening
	Text           string
	Asker          Asker
	SpokenNo       int // spoken order in the session, 0 unknown
	Proposal       Proposal
	Category       category.Code  // empty until categorised
	Class          category.Class // empty counts as information
	Dinas          dinas.Code     // the holder: who holds it, or held it when it was answered
	OccurredAt     time.Time      // device time of an offline capture, else RecordedAt
	RecordedAt     time.Time
	StartAt        time.Time // where its clocks start

	LateReceived       bool // received after the session closed
	LateCaptured       bool // captured after the session closed
	DeviceTimeRejected bool // device time in the future or outside the session's day

	// Imported says that the question was taken from minutes of the past. Its
	// events occurred on the days that the minutes name, each as the day's first
	// instant because no time of day is known, and were recorded at the import.
	// Reports leave imported questions out of every figure about clocks.
	Imported bool

	AssignedAt      time.Time // start of the running custody
	FirstAssignedAt time.Time
	AnsweredAt      time.Time
	ResolvedAt      time.Time
	WindowEndsAt    time.Time // end of the confirmation window
	PauseEndsAt     time.Time // when a pause ends by itself
	ResolvedHow     ResolvedHow

	Answer   Answer
	AskBack  string // what the holder asked the asker, while awaiting
	Draft    Draft
	Promises []Promise

	Receipt     ledger.Hash // SHA-256 of the asker's code
	ReceiptSalt []byte      // the server's share in the code
	CaptureKey  ledger.Hash // SHA-256 of the idempotency key, unique in the session
	CaptureBody ledger.Hash // SHA-256 of the body it came with

	Custodies []Custody

	Supporting []dinas.Code  // who else may read and note; nil for none
	InCharge   domain.UserID // who works on it inside the holder; zero for nobody
	Rating     Rating        // of the last answer
	Bonds                    // to other questions

	Attachments []Attachment // the oldest first, without those removed; nil for none
	// Confidential hides the asker from all but the holder and the inspectorate.
	Confidential bool
}

// WaitsSinceCapture reports whether the question has stayed in triage ever since
// it was captured: it was never assigned, answered or reopened. Only such a one
// may be assigned by rule; what came back to triage is a moderator's to decide,
// and so is what was imported.
func (s *State) WaitsSinceCapture() bool {
	return s.Status == Captured && !s.Imported && s.Round == 1 && s.FirstAssignedAt.IsZero() && s.AnsweredAt.IsZero()
}

// current returns the running custody, or nil.
func (s *State) current() *Custody {
	if n := len(s.Custodies); n > 0 && s.Custodies[n-1].EndedAt.IsZero() {
		return &s.Custodies[n-1]
	}
	return nil
}

// LastHeldBy returns the last custody of the dinas, or nil if it never held the question.
func (s *State) LastHeldBy(code dinas.Code) *Custody {
	for i := len(s.Custodies) - 1; i >= 0; i-- {
		if s.Custodies[i].Dinas == code {
			return &s.Custodies[i]
		}
	}
	return nil
}
