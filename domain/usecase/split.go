package usecase

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/question"
)

// Split makes a question that puts several matters into one for each text; see
// question.Question.Split. The parts wait in triage, each with its own proposal.
func (a *App) Split(ctx context.Context, p access.Principal, t Target, texts []string) (QuestionView, error) {
	drafts, err := a.draftParts(texts)
	if err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveSplit, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		parts, err := completeParts(ctx, tx, q.State(), drafts, by)
		if err != nil {
			return err
		}
		children, err := q.Split(by, parts)
		if err != nil {
			return err
		}
		for _, c := range children {
			if err := tx.SaveQuestion(ctx, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// draftParts makes what a split adds to its texts, once: the transaction may run
// more than once. No code leads to what is stored as a part's receipt and key.
func (a *App) draftParts(texts []string) ([]question.NewPart, error) {
	var faults domain.Faults
	if n := len(texts); n < question.FewestParts || n > question.MostParts {
		faults.Add("/parts", "range", fmt.Sprintf("%d-%d", question.FewestParts, question.MostParts))
	}
	drafts := make([]question.NewPart, len(texts))
	now := a.now()
	for i, text := range texts {
		faults.Merge(clean(fmt.Sprintf("/parts/%d/text", i), &text, domain.MaxQuestionText))
		salt := make([]byte, 16)
		_, _ = rand.Read(salt) // crypto/rand.Read never fails
		drafts[i] = question.NewPart{ID: domain.NewID[domain.QuestionKind](now), Text: text, Proposal: a.Triage.Propose(text),
			ReceiptSalt: salt, Receipt: derived(salt, "receipt"), Key: derived(salt, "key"), Body: derived(salt, "body")}
	}
	return drafts, faults.Err()
}

// derived stands where a capture has the hash of something that somebody knows.
func derived(salt []byte, what string) [32]byte {
	return sha256.Sum256(append([]byte("audiensi part "+what+" v1\x00"), salt...))
}

// completeParts completes the proposals as a capture would.
func completeParts(ctx context.Context, tx Tx, s question.State, drafts []question.NewPart, by question.Act) ([]question.NewPart, error) {
	meeting, err := tx.LoadSession(ctx, s.Session)
	if err != nil {
		return nil, err
	}
	parts := make([]question.NewPart, len(drafts))
	for i, d := range drafts {
		if err := completeProposal(ctx, tx, meeting, d.Text, &d.Proposal, s.Asker, by.Now); err != nil {
			return nil, err
		}
		parts[i] = d
	}
	return parts, nil
}

// Unsplit undoes a split for whose parts nothing was begun: they end, and the
// question goes back to where it stood.
func (a *App) Unsplit(ctx context.Context, p access.Principal, t Target, reason string) (QuestionView, error) {
	if err := clean("/reason", &reason, domain.MaxReasonText); err != nil {
		return QuestionView{}, err
	}
	return a.move(ctx, p, t, question.MoveUnsplit, func(ctx context.Context, tx Tx, q *question.Question, by question.Act) error {
		parts, err := idleParts(ctx, tx, q.State().Parts)
		if err != nil {
			return err
		}
		active, err := lastHolderActive(ctx, tx, q, by.Now)
		if err != nil {
			return err
		}
		if err := q.Unsplit(by, reason, active); err != nil {
			return err
		}
		return letGo(ctx, tx, parts, by, reason)
	})
}

// idleParts loads the parts, or returns a conflict that names those for which
// something was begun.
func idleParts(ctx context.Context, tx Tx, ids []domain.QuestionID) ([]*question.Question, error) {
	parts := make([]*question.Question, len(ids))
	var busy []string
	for i, id := range ids {
		q, err := tx.LoadQuestion(ctx, id)
		if err != nil {
			return nil, err
		}
		if s := q.State(); !s.MayLetGo() {
			busy = append(busy, fmt.Sprintf("%d %s", s.PartNo, s.Status))
		}
		parts[i] = q
	}
	if busy != nil {
		return nil, domain.Fail(domain.Conflict, domain.ReasonPartsUnderway).With("parts", busy)
	}
	return parts, nil
}

func letGo(ctx context.Context, tx Tx, parts []*question.Question, by question.Act, reason string) error {
	for _, c := range parts {
		if err := c.LetGo(systemAct(by.Now), reason); err != nil {
			return err
		}
		if err := saveOther(ctx, tx, c, by.Now); err != nil {
			return err
		}
	}
	return nil
}
