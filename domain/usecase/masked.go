package usecase

import (
	"context"

	"audiensi/domain/masking"
	"audiensi/domain/question"
)

// mask masks what others than the asker may read of the question: its text and
// its answer. Who answered on the spot spoke in public and stays.
func (t *Tracked) mask(m *masking.Masker) {
	t.State.Text = m.Mask(t.State.Text)
	maskAnswer(&t.State.Answer, m)
	t.maskSurvivor(m)
}

// maskSurvivor masks the answer that was written to somebody else, and what was
// promised in it.
func (t *Tracked) maskSurvivor(m *masking.Masker) {
	if t.Survivor == nil {
		return
	}
	maskAnswer(&t.Survivor.Answer, m)
	for i := range t.Survivor.Promises {
		p := &t.Survivor.Promises[i]
		p.What, p.Note = m.Mask(p.What), m.Mask(p.Note)
	}
}

func maskAnswer(a *question.Answer, m *masking.Masker) {
	a.Text, a.AmendReason = m.Mask(a.Text), m.Mask(a.AmendReason)
}

// maskForAsker masks, for the asker of a merged question, what the survivor's
// answer tells of others.
func (t *Tracked) maskForAsker(ctx context.Context, tx Tx) error {
	if t.Survivor == nil {
		return nil
	}
	m, err := masker(ctx, tx, t.Survivor.Session, *t.Survivor)
	if err == nil {
		t.maskSurvivor(m)
	}
	return err
}
