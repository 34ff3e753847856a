package conformance

import (
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/dinas"
	"audiensi/domain/domaintest"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

func testDeputies(s suite) {
	absent, deputy := s.addUser("tuti", access.Approver), s.addUser("yanto", access.Staff)
	today := domain.DateOf(domaintest.Now)
	d := account.Deputy{ID: domain.NewID[domain.DeputyKind](domaintest.Now), Dinas: "dinsos", User: absent.ID, Deputy: deputy.ID,
		From: today, To: today.AddDays(2), CreatedAt: domaintest.Now}
	kept[account.Deputy]{
		suite: s, thing: d, version: func(v *account.Deputy) *int64 { return &v.Version },
		save: func(tx usecase.Tx) func(context.Context, *account.Deputy) error { return tx.SaveDeputy },
		load: func(ctx context.Context, tx usecase.Tx, v *account.Deputy) (*account.Deputy, error) {
			return tx.LoadDeputy(ctx, v.ID)
		},
		change: func(v *account.Deputy) { v.To = today.AddDays(1) },
	}.test()
	want := []access.Deputised{{User: absent.ID, Role: access.Approver}}
	for days, stands := range map[int][]access.Deputised{-1: nil, 0: want, 1: want, 2: nil} {
		s.equal("on another day", stands, s.deputised(deputy.ID, today.AddDays(days)))
	}
	s.equal("for nobody", []access.Deputised(nil), s.deputised(absent.ID, today))
	for code, n := range map[dinas.Code]int{"": 1, "dinsos": 1, "dpmd": 0} {
		s.view(func(ctx context.Context, tx usecase.Tx) error {
			list, _, err := tx.ListDeputies(ctx, code, usecase.Page{})
			s.equal("listed for "+string(code), n, len(list))
			return err
		})
	}
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		moved, err := tx.LoadUser(ctx, deputy.ID)
		if err != nil {
			return err
		}
		moved.Dinas = "dpmd"
		return tx.SaveUser(ctx, moved)
	})
	s.equal("after leaving the dinas", []access.Deputised(nil), s.deputised(deputy.ID, today))
}

func (s suite) deputised(id domain.UserID, on domain.Date) (list []access.Deputised) {
	s.Helper()
	s.view(func(ctx context.Context, tx usecase.Tx) (err error) {
		list, err = tx.Deputises(ctx, id, on)
		return err
	})
	return list
}

// testSupporting finds what a dinas supports, also after several changes in one save.
func testSupporting(s suite) {
	q := s.capture(newSession())
	act := domaintest.Act(domaintest.Now)
	s.must(q.AddSupport(act, "bkd"), q.AddSupport(act, "bkpsdm"), q.RemoveSupport(act, "bkd"), q.AddSupport(act, "bkd"), q.RemoveSupport(act, "bkpsdm"))
	s.save(q)
	found := func(f usecase.QuestionFilter) (ids []domain.QuestionID) {
		states, _, err := s.list(f, usecase.Page{})
		s.must(err)
		for _, st := range states {
			ids = append(ids, st.ID)
		}
		return ids
	}
	id := q.State().ID
	s.equal("supports", []domain.QuestionID{id}, found(usecase.QuestionFilter{Supporter: "bkd"}))
	s.equal("supports no more", []domain.QuestionID(nil), found(usecase.QuestionFilter{Supporter: "bkpsdm"}))
	who := domain.NewID[domain.UserKind](domaintest.Now)
	q = s.load(id)
	s.must(q.Assign(act, "dinsos"), q.PutInCharge(act, who))
	s.save(q)
	s.equal("in charge", []domain.QuestionID{id}, found(usecase.QuestionFilter{InCharge: []domain.UserID{who, domaintest.Moderator}, Statuses: []question.Status{question.Assigned}}))
	s.equal("nobody in charge", []domain.QuestionID(nil), found(usecase.QuestionFilter{NobodyInCharge: true, Session: q.State().Session}))
}
