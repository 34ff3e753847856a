package domaintest

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/question"
)

// Moderator is who acts in the samples.
var Moderator = domain.NewID[domain.UserKind](Now)

// Act returns that the moderator acts at the time.
func Act(at time.Time) question.Act {
	return question.Act{Actor: domain.Actor{Kind: domain.ActorUser, User: Moderator, Role: string(access.Moderator)}, Now: at}
}

// Capture returns the capture of a walk-in's question in the session, with a
// key of its own.
func Capture(session domain.SessionID, edit ...func(*question.Capture)) question.Capture {
	var random [16]byte
	_, _ = rand.Read(random[:]) // crypto/rand.Read never fails
	key := fmt.Sprintf("%x", random)
	c := question.Capture{
		ID: domain.NewID[domain.QuestionKind](Now), Session: session,
		Text: "Bagaimana cara mengurus SPM untuk warga kami yang belum punya KTP elektronik?",
		Asker: question.Asker{Kind: question.WalkIn, Name: "Pak Slamet", Phone: "081234567890", Role: domain.Kades,
			Desa: "35.10.01.2001", Kecamatan: "35.10.01"},
		SpokenNo: 3,
		Window:   question.CaptureWindow{DayStart: Now.Add(-3 * time.Hour), DayEnd: Now.Add(21 * time.Hour)},
		Proposal: question.Proposal{Category: "poverty_letter", Class: "information", Dinas: "dinsos", Confidence: 0.625, ClassConfidence: 0.5,
			Ranking: []question.Ranked{{Category: "poverty_letter", Probability: 0.625}, {Category: "other", Probability: 0.375}},
			Split:   []question.Part{{Start: 0, End: 4, Category: "poverty_letter", Probability: 0.9}, {Start: 5, End: 9, Category: "other", Probability: 0.8}},
			Reasons: []question.Reason{{Term: "spm", Weight: 1.5}, {Term: "warga", Weight: 0.1}}, Model: "keyword-1"},
		ReceiptSalt: random[:],
		Key:         sha256.Sum256([]byte(key)),
		Body:        sha256.Sum256([]byte("body " + key)),
	}
	c.Receipt = domain.DeriveReceipt(key, c.ReceiptSalt).Hash()
	for _, f := range edit {
		f(&c)
	}
	return c
}

// Captured returns a question captured at the time.
func Captured(session domain.SessionID, at time.Time, edit ...func(*question.Capture)) *question.Question {
	return question.New(Act(at), Capture(session, edit...))
}
