package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain/triage"
	"audiensi/domain/triage/linear"
)

// ListTriageModels returns the stored model versions.
func (s *server) ListTriageModels(ctx context.Context, _ oas.ListTriageModelsRequestObject) (oas.ListTriageModelsResponseObject, error) {
	list, err := s.app.ListModels(ctx, principal(ctx))
	if err != nil {
		return nil, err
	}
	return oas.ListTriageModels200JSONResponse{InForce: s.app.Triage.Version(), Items: each(list, s.triageModel)}, nil
}

// GetTriageModel returns one model version.
func (s *server) GetTriageModel(ctx context.Context, r oas.GetTriageModelRequestObject) (oas.GetTriageModelResponseObject, error) {
	v, err := s.app.Model(ctx, principal(ctx), r.Version)
	if err != nil {
		return nil, err
	}
	return oas.GetTriageModel200JSONResponse(s.triageModel(*v)), nil
}

// ActivateTriageModel puts a model version in force.
func (s *server) ActivateTriageModel(ctx context.Context, r oas.ActivateTriageModelRequestObject) (oas.ActivateTriageModelResponseObject, error) {
	v, err := s.app.ActivateModel(ctx, principal(ctx), r.Version)
	if err != nil {
		return nil, err
	}
	return oas.ActivateTriageModel200JSONResponse(s.triageModel(*v)), nil
}

func (s *server) triageModel(v triage.Version) oas.TriageModel {
	m := oas.TriageModel{Version: v.Name, InForce: v.Name == s.app.Triage.Version(), CreatedAt: v.CreatedAt, ActivatedAt: when(v.ActivatedAt),
		Examples: v.Examples, Confirmed: v.Confirmed}
	if v.Evaluation.Examples > 0 {
		m.Evaluation = &oas.ModelEvaluation{Categories: labelReport(v.Evaluation.Categories), StrictMacroF1: v.Evaluation.Strict,
			Classes: labelReport(v.Evaluation.Classes), ExpectedCalibrationError: v.Evaluation.Calibration,
			Abstention: each(v.Evaluation.Abstention, func(c linear.Coverage) oas.ModelCoverage {
				return oas.ModelCoverage{Share: c.Share, Confidence: c.Confidence, Right: c.Right}
			})}
	}
	return m
}

func labelReport(r linear.Report) oas.LabelReport {
	return oas.LabelReport{MacroF1: r.MacroF1, Accuracy: r.Accuracy, Confusion: r.Confusion,
		Labels: each(r.Labels, func(l linear.Label) oas.LabelQuality {
			return oas.LabelQuality{Label: l.Name, Examples: l.Support, Precision: l.Precision, Recall: l.Recall, F1: l.F1}
		})}
}
