package conformance

import (
	"context"
	"strings"
	"time"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/ledger"
	"audiensi/domain/usecase"
)

func testSettings(s suite) {
	s.run("chain", testSettingChain)
	s.run("chain_under_contention", testSettingContention)
}

func settingEvent(stream domain.StreamID, at time.Time, value string) *ledger.Event {
	e := &ledger.Event{Stream: stream, Kind: "dinas.changed", OccurredAt: at, RecordedAt: at, Actor: domaintest.Act(at).Actor}
	e.SetSealed("value", value)
	return e
}

func (s suite) events(stream domain.StreamID) (events []*ledger.Event) {
	s.Helper()
	id, err := domain.IDFromBytes[domain.QuestionKind](stream.Bytes())
	s.must(err)
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		events, err = tx.QuestionEvents(ctx, id, 0)
		return err
	})
	return events
}

func testSettingChain(s suite) {
	stream := newSession().Stream()
	var want []*ledger.Event
	for i, value := range []string{"satu", strings.Repeat("panjang ", 20000), "tiga"} {
		// the second clock is behind
		e := settingEvent(stream, domaintest.Now.Add(time.Duration(i%2)*-time.Hour), value)
		s.tx(func(ctx context.Context, tx usecase.Tx) error { return tx.AppendSetting(ctx, e) })
		want = append(want, e)
	}
	got := s.events(stream)
	s.equal("events", want, got)
	if _, err := ledger.Verify(got); err != nil {
		s.Error(err)
	}
}

func testSettingContention(s suite) {
	stream := newSession().Stream()
	together(func(int) {
		err := s.store.InTx(s.Context(), func(ctx context.Context, tx usecase.Tx) error {
			return tx.AppendSetting(ctx, settingEvent(stream, domaintest.Now, "nilai"))
		})
		if err != nil {
			s.Error(err)
		}
	})
	events := s.events(stream)
	s.equal("events", crowd, len(events))
	if _, err := ledger.Verify(events); err != nil {
		s.Error(err)
	}
}
