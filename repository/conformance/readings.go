package conformance

import (
	"context"
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/usecase"
)

// testReadings stores more readings at once than one statement takes, and finds
// them by each filter and page by page, the latest first.
func testReadings(s suite) {
	question, other := domain.NewID[domain.QuestionKind](domaintest.Now), domain.NewID[domain.QuestionKind](domaintest.Now)
	reader := domain.NewID[domain.UserKind](domaintest.Now)
	at := func(n int) time.Time { return domaintest.Now.Add(time.Duration(n) * time.Second) }
	var stored []usecase.Reading
	for n := range 150 {
		r := usecase.Reading{ID: domain.NewID[domain.ReadingKind](at(n)), At: at(n), By: domaintest.Moderator, In: usecase.ReadQuestions, Question: question}
		switch n % 3 {
		case 1:
			r.By, r.Question = reader, other
		case 2:
			r.In, r.Question = usecase.ReadAttendees, domain.QuestionID{}
			r.Session, r.Attendee = newSession(), domain.NewID[domain.AttendeeKind](domaintest.Now)
		}
		stored = append(stored, r)
	}
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		s.must(tx.InsertReadings(ctx, nil))
		return tx.InsertReadings(ctx, stored)
	})
	latest := slices.Clone(stored)
	slices.Reverse(latest)
	for name, tt := range map[string]struct {
		filter usecase.ReadingFilter
		keep   func(usecase.Reading) bool
	}{
		"all":      {usecase.ReadingFilter{}, func(usecase.Reading) bool { return true }},
		"question": {usecase.ReadingFilter{Question: other}, func(r usecase.Reading) bool { return r.Question == other }},
		"account":  {usecase.ReadingFilter{By: reader}, func(r usecase.Reading) bool { return r.By == reader }},
		"time": {usecase.ReadingFilter{From: at(10), To: at(20)}, func(r usecase.Reading) bool {
			return !r.At.Before(at(10)) && r.At.Before(at(20))
		}},
		"both": {usecase.ReadingFilter{Question: question, By: reader}, func(usecase.Reading) bool { return false }},
	} {
		var want []usecase.Reading
		for _, r := range latest {
			if tt.keep(r) {
				want = append(want, r)
			}
		}
		s.equal(name, want, s.readings(tt.filter))
	}
}

// readings returns all pages of a filter.
func (s suite) readings(f usecase.ReadingFilter) (all []usecase.Reading) {
	s.Helper()
	page := usecase.Page{Limit: 40}
	for {
		s.view(func(ctx context.Context, tx usecase.Tx) error {
			list, next, err := tx.ListReadings(ctx, f, page)
			all, page.Cursor = append(all, list...), next
			return err
		})
		if page.Cursor == "" {
			return all
		}
	}
}
