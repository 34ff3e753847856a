package usecase

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/question"
	"audiensi/domain/session"
)

// SuggestInput is a text while it is typed. Session and Asker are optional: with
// them the dinas is what a capture would propose, without them what today's rules
// give for any asker. Similar is how many similar questions are looked for.
type SuggestInput struct {
	Text    string
	Session domain.SessionID
	Asker   question.Asker
	Similar int
}

// Suggestion is what helps while a text is typed.
type Suggestion struct {
	Proposal question.Proposal
	Similar  Similar
}

// Suggest proposes what the text is about, as a capture of it would, and finds
// similar questions for those who may read them. Any text is taken, also an empty
// one: nothing is proposed then.
func (a *App) Suggest(ctx context.Context, p access.Principal, in SuggestInput) (Suggestion, error) {
	if err := p.Require(access.QuestionCapture); err != nil {
		return Suggestion{}, err
	}
	proposal, err := a.propose(ctx, in)
	if err != nil || in.Similar == 0 || !p.May(access.QuestionRead) {
		return Suggestion{proposal, Similar{Whole: true}}, err
	}
	similar, err := a.similar(ctx, p, in.Text, in.Similar, domain.QuestionID{})
	return Suggestion{proposal, similar}, err
}

func (a *App) propose(ctx context.Context, in SuggestInput) (question.Proposal, error) {
	proposal, now := a.Triage.Propose(in.Text), a.now()
	err := a.Store.Read(ctx, func(ctx context.Context, tx Tx) error {
		s := &session.Session{Date: domain.DateOf(now)}
		asker := in.Asker
		if !in.Session.IsZero() {
			var err error
			if s, err = tx.LoadSession(ctx, in.Session); err != nil {
				return err
			}
		}
		if asker.Kind != "" {
			var err error
			if asker, err = fullAsker(ctx, tx, "/asker", s, asker); err != nil {
				return err
			}
		}
		return completeProposal(ctx, tx, s, in.Text, &proposal, asker, now)
	})
	return proposal, err
}

// completeProposal sets the dinas that the routing rules give. A category that
// is not in use today is not proposed.
func completeProposal(ctx context.Context, tx Tx, s *session.Session, text string, p *question.Proposal, asker question.Asker, now time.Time) error {
	if p.Category == "" {
		return nil
	}
	err := activeCategory(ctx, tx, p.Category, now)
	if domain.CodeOf(err) == domain.Invalid {
		p.Category, p.Reasons = "", nil
		return nil
	}
	if err == nil {
		p.Dinas, err = proposedDinas(ctx, tx, s, text, *p, asker, now)
	}
	return err
}
