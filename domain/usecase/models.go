package usecase

import (
	"context"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/triage"
	"audiensi/domain/triage/examples"
	"audiensi/domain/triage/normal"
)

// Models stores the versions of the triage model.
type Models interface {
	// ActiveModel returns the version in force, "" before one was activated.
	ActiveModel(ctx context.Context) (string, error)
	// LoadModel returns not_found if there is none.
	LoadModel(ctx context.Context, name string) (*triage.Version, error)
	// SaveModel inserts; the same version again changes nothing.
	SaveModel(ctx context.Context, v *triage.Version) error
	// ListModels returns all, the newest first, without their data.
	ListModels(ctx context.Context) ([]triage.Version, error)
	// ActivateModel puts the version in force from then on, or returns not_found.
	ActivateModel(ctx context.Context, name string, at time.Time) error
	// ConfirmedQuestions returns up to limit questions with a category, in order
	// of id, after the id.
	ConfirmedQuestions(ctx context.Context, after domain.QuestionID, limit int) ([]triage.Confirmed, domain.QuestionID, error)
}

const confirmedPage = 1000

// ConfirmedExamples returns the questions that moderators have categorised, as
// examples to learn from.
func (a *App) ConfirmedExamples(ctx context.Context) (list []examples.Example, err error) {
	var after domain.QuestionID
	for {
		var page []triage.Confirmed
		err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
			page, after, err = tx.ConfirmedQuestions(ctx, after, confirmedPage)
			return err
		})
		if err != nil {
			return nil, err
		}
		for _, c := range page {
			list = append(list, examples.Example{Text: c.Text, Category: string(c.Category), Class: string(c.Class)})
		}
		if len(page) < confirmedPage {
			return list, nil
		}
	}
}

// TrainModel learns from the examples, of which the last ones, as many as
// confirmed, are confirmed questions, and stores the model as a version that is
// not in force yet.
func (a *App) TrainModel(ctx context.Context, by domain.Actor, n *normal.Normaliser, list []examples.Example, confirmed int, progress func(done, total int)) (*triage.Version, error) {
	trained, err := triage.Train(n, list, progress)
	if err != nil {
		return nil, err
	}
	now := a.now()
	data := trained.Model.Encode()
	v := &triage.Version{Name: triage.VersionOf("trained", data), CreatedAt: now, Examples: len(list), Confirmed: confirmed,
		Evaluation: trained.Evaluation, Data: data}
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		if err := tx.SaveModel(ctx, v); err != nil {
			return err
		}
		return recordSetting(ctx, tx, by, StreamOf("triage_model", v.Name), "triage_model.trained", modelFacts(v), now)
	})
	return v, err
}

// ListModels returns every stored version, the newest first.
func (a *App) ListModels(ctx context.Context, p access.Principal) (list []triage.Version, err error) {
	if err := p.Require(access.TriageRead); err != nil {
		return nil, err
	}
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		list, err = tx.ListModels(ctx)
		return err
	})
	return list, err
}

// Model returns one stored version.
func (a *App) Model(ctx context.Context, p access.Principal, name string) (v *triage.Version, err error) {
	if err := p.Require(access.TriageRead); err != nil {
		return nil, err
	}
	err = a.Store.View(ctx, func(ctx context.Context, tx Tx) error {
		v, err = tx.LoadModel(ctx, name)
		return err
	})
	return v, err
}

// ActivateModel puts a version in force.
func (a *App) ActivateModel(ctx context.Context, p access.Principal, name string) (*triage.Version, error) {
	if err := p.Require(access.TriageActivate); err != nil {
		return nil, err
	}
	return a.SwitchModel(ctx, p.Actor(), name)
}

// SwitchModel is ActivateModel on behalf of by: also the operator at the machine.
// The built-in version can always be put in force again.
func (a *App) SwitchModel(ctx context.Context, by domain.Actor, name string) (v *triage.Version, err error) {
	now := a.now()
	err = a.Store.InTx(ctx, func(ctx context.Context, tx Tx) error {
		if builtin, data := triage.Builtin(); name == builtin {
			if err := tx.SaveModel(ctx, &triage.Version{Name: builtin, CreatedAt: now, Data: data}); err != nil {
				return err
			}
		}
		if err := tx.ActivateModel(ctx, name, now); err != nil {
			return err
		}
		if v, err = tx.LoadModel(ctx, name); err != nil {
			return err
		}
		return recordSetting(ctx, tx, by, StreamOf("triage_model", name), "triage_model.activated", modelFacts(v), now)
	})
	return v, err
}

// modelFacts is what an event says of a version: the data is named by its hash.
func modelFacts(v *triage.Version) map[string]any {
	return map[string]any{"version": v.Name, "examples": v.Examples, "confirmed": v.Confirmed,
		"macro_f1": v.Evaluation.Categories.MacroF1}
}
