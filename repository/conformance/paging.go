package conformance

import (
	"context"
	"fmt"
	"time"

	"audiensi/domain"
	"audiensi/domain/account"
	"audiensi/domain/category"
	"audiensi/domain/domaintest"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

func testPaging(s suite) {
	for _, sort := range []string{"", "captured_at", "-captured_at", "assigned_at", "-assigned_at"} {
		s.run("questions"+sort, func(s suite) { testPagesWhileInserting(s, sort) })
	}
	s.run("bad_cursor", testBadCursor)
	s.run("other_lists", testOtherPages)
}

// testPagesWhileInserting pages through questions of which many have the same
// time, while others are captured before and behind the page.
func testPagesWhileInserting(s suite, sort string) {
	session := newSession()
	want := map[domain.QuestionID]bool{}
	add := func(i int) domain.QuestionID {
		q := domaintest.Captured(session, domaintest.Now.Add(time.Duration(i/4)*time.Second))
		if i%3 > 0 {
			s.must(q.Assign(domaintest.Act(domaintest.Now.Add(time.Duration(i%5)*time.Hour)), "dinsos"))
		}
		s.save(q)
		return q.State().ID
	}
	for i := range 23 {
		want[add(i)] = true
	}
	page, seen := usecase.Page{Limit: 4, Sort: sort}, map[domain.QuestionID]int{}
	for pages := 0; ; pages++ {
		states, next, err := s.list(usecase.QuestionFilter{Session: session}, page)
		s.must(err)
		for _, q := range states {
			seen[q.ID]++
		}
		if next == "" {
			break
		}
		s.equal("size of a page that is not the last", 4, len(states))
		if pages < 5 {
			add(pages * 5)
		}
		page.Cursor = next
	}
	for id, n := range seen {
		if n > 1 {
			s.Errorf("question %s came %d times", id, n)
		}
		delete(want, id)
	}
	s.equal("missed", 0, len(want))
	all, _, err := s.list(usecase.QuestionFilter{Session: session}, usecase.Page{Sort: sort})
	s.must(err)
	s.equal("without a limit", 28, len(all))
}

func testBadCursor(s suite) {
	session := newSession()
	for range 3 {
		s.capture(session)
	}
	f := usecase.QuestionFilter{Session: session, Statuses: []question.Status{question.Captured}}
	_, next, err := s.list(f, usecase.Page{Limit: 1, Sort: "captured_at"})
	s.must(err)
	bad := []struct {
		name string
		f    usecase.QuestionFilter
		page usecase.Page
	}{
		{"another order", f, usecase.Page{Limit: 1, Cursor: next, Sort: "-captured_at"}},
		{"another filter", usecase.QuestionFilter{Session: session}, usecase.Page{Limit: 1, Cursor: next, Sort: "captured_at"}},
		{"scope taken off", usecase.QuestionFilter{Holder: "dinsos"}, usecase.Page{Limit: 1, Cursor: next, Sort: "captured_at"}},
		{"garbage", f, usecase.Page{Limit: 1, Cursor: "garbage!", Sort: "captured_at"}},
		{"base64 of garbage", f, usecase.Page{Limit: 1, Cursor: "Z2FyYmFnZQ", Sort: "captured_at"}},
		{"cut", f, usecase.Page{Limit: 1, Cursor: next[:len(next)-3], Sort: "captured_at"}},
	}
	for _, b := range bad {
		_, _, err := s.list(b.f, b.page)
		s.refused(b.name, err, domain.Invalid, domain.ReasonBadCursor)
	}
	_, _, err = s.list(f, usecase.Page{Limit: 1, Cursor: next, Sort: "captured_at"})
	s.must(err)
}

// collect pages through a list two by two and returns the names of all.
func collect[T any](s suite, list func(context.Context, usecase.Tx, usecase.Page) ([]T, string, error), name func(T) string) (names []string) {
	s.Helper()
	page := usecase.Page{Limit: 2}
	for {
		s.view(func(ctx context.Context, tx usecase.Tx) error {
			items, next, err := list(ctx, tx, page)
			for _, item := range items {
				names = append(names, name(item))
			}
			page.Cursor = next
			return err
		})
		if page.Cursor == "" {
			return names
		}
	}
}

func testOtherPages(s suite) {
	s.tx(func(ctx context.Context, tx usecase.Tx) error {
		for i := range 5 {
			c := domaintest.Category(category.Code(fmt.Sprintf("c%d", 9-i)), 1+i/2)
			u := domaintest.User(fmt.Sprintf("user%d", 9-i), "inspector")
			if err := tx.SaveCategory(ctx, &c); err != nil {
				return err
			}
			if err := tx.SaveUser(ctx, &u); err != nil {
				return err
			}
		}
		return nil
	})
	s.equal("categories", []string{"c8", "c9", "c6", "c7", "c5"},
		collect(s, func(ctx context.Context, tx usecase.Tx, p usecase.Page) ([]category.Category, string, error) {
			return tx.ListCategories(ctx, usecase.ReferenceFilter{}, p)
		}, func(c category.Category) string { return string(c.Code) }))
	s.equal("users", []string{"user5", "user6", "user7", "user8", "user9"},
		collect(s, func(ctx context.Context, tx usecase.Tx, p usecase.Page) ([]account.User, string, error) {
			return tx.ListUsers(ctx, p)
		}, func(u account.User) string { return u.Username }))
}
