package usecase

import (
	"cmp"
	"context"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
	"audiensi/domain/region"
	"audiensi/domain/wording"
)

// Filled is a template's text for one question. Missing are the placeholders for
// which nothing is known.
type Filled struct {
	Text    string
	Missing []wording.Placeholder
}

// FillTemplate fills the template for the question. Who sees the question without
// its asker's name gets a neutral one; a former holder, who cannot answer, nothing.
func (a *App) FillTemplate(ctx context.Context, p access.Principal, id domain.QuestionID, template domain.TemplateID) (f Filled, err error) {
	if err := p.Require(access.TemplateRead); err != nil {
		return f, err
	}
	now := a.now()
	var seen QuestionView
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		q, err := tx.LoadQuestion(ctx, id)
		if err != nil {
			return err
		}
		v, err := see(ctx, tx, p, q.State())
		if err != nil {
			return err
		}
		if seen = v; v.AsOf > 0 {
			return domain.Fail(domain.Forbidden, domain.ReasonForbidden)
		}
		t, err := tx.LoadTemplate(ctx, template)
		if err != nil {
			return err
		}
		if !t.Validity().Contains(domain.DateOf(now)) {
			return domain.Fail(domain.Conflict, domain.ReasonTemplateRetired)
		}
		values, err := placeholders(ctx, tx, &v.State, t)
		f.Text, f.Missing = wording.Fill(t.Text, values)
		return err
	})
	if err != nil {
		return f, err
	}
	return f, a.logViews(ctx, p, ReadTemplate, seen)
}

// placeholders returns what the state says for each; the asker's name is there
// only if the state still has it. The dinas is the holder, else the template's.
func placeholders(ctx context.Context, tx Tx, s *question.State, t *wording.Template) (map[wording.Placeholder]string, error) {
	values := map[wording.Placeholder]string{wording.AskerName: cmp.Or(s.Asker.Name, wording.Neutral)}
	meeting, err := tx.LoadSession(ctx, s.Session)
	if err != nil {
		return nil, err
	}
	values[wording.Session], values[wording.SessionPlace] = meeting.Title, meeting.Place
	values[wording.SessionDate] = wording.LongDate(meeting.Date)
	if err := nameAll(ctx, tx, s, t, values); err != nil {
		return nil, err
	}
	return values, nil
}

// nameAll adds the names of what the state has codes of.
func nameAll(ctx context.Context, tx Tx, s *question.State, t *wording.Template, values map[wording.Placeholder]string) error {
	holder := cmp.Or(s.Dinas, t.Dinas)
	named := []struct {
		placeholder wording.Placeholder
		code        string
		load        func() (string, error)
	}{
		{wording.Dinas, string(holder), func() (string, error) {
			return nameOf(func(d *dinas.Dinas) string { return d.Name })(tx.LoadDinas(ctx, holder))
		}},
		{wording.Category, string(s.Category), func() (string, error) {
			return nameOf(func(c *category.Category) string { return c.NameID })(tx.LoadCategory(ctx, s.Category))
		}},
		{wording.Desa, s.Asker.Desa, func() (string, error) {
			return nameOf(func(d *region.Desa) string { return d.Name })(tx.LoadDesa(ctx, s.Asker.Desa))
		}},
		{wording.Kecamatan, s.Asker.Kecamatan, func() (string, error) {
			return nameOf(func(k *region.Kecamatan) string { return k.Name })(tx.LoadKecamatan(ctx, s.Asker.Kecamatan))
		}},
	}
	for _, n := range named {
		if n.code == "" {
			continue
		}
		name, err := n.load()
		if err != nil {
			return err
		}
		values[n.placeholder] = name
	}
	return nil
}

// nameOf takes the name of what a Load method returned.
func nameOf[V any](name func(*V) string) func(*V, error) (string, error) {
	return func(v *V, err error) (string, error) {
		if err != nil {
			return "", err
		}
		return name(v), nil
	}
}
