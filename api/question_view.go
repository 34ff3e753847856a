package api

import (
	"unicode/utf8"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

func questionView(v usecase.QuestionView) oas.Question {
	s := &v.State
	return oas.Question{
		ID: s.ID.String(), SessionID: s.Session.String(), Version: oas.Version(s.Version), Status: oas.QuestionStatus(s.Status),
		Text: s.Text, Category: named[oas.Code](s.Category), Class: named[oas.Class](s.Class), Dinas: named[oas.Code](s.Dinas),
		Supporting: supporting(s), InCharge: optional(s.InCharge.String()),
		Asker: asker(s.Asker, v.Named), SpokenOrder: optional(s.SpokenNo), Proposal: stated(s),
		OccurredAt: s.OccurredAt, RecordedAt: s.RecordedAt, Flags: flags(s), Round: s.Round,
		AssignedAt: when(s.AssignedAt), FirstAssignedAt: when(s.FirstAssignedAt), AnsweredAt: when(s.AnsweredAt),
		ResolvedAt: when(s.ResolvedAt), WindowEndsAt: when(s.WindowEndsAt), PauseEndsAt: when(s.PauseEndsAt),
		Answer: answer(s.Answer), Rating: rating(s.Rating), PendingAskBack: askBack(s), ResolvedHow: named[oas.ResolvedHow](s.ResolvedHow),
		Draft: draft(s.Draft), Promises: each(s.Promises, promise),
		Moves: texts[oas.Move](v.Moves), AsOfSeq: optional(int(v.AsOf)),
		MergedInto: optional(s.MergedInto.String()), MergedCount: optional(len(s.MergedHere)),
		PartOf: optional(s.Parent.String()), Part: optional(s.PartNo), Parts: ids(s.Parts), Attachments: attachments(s.Attachments),
	}
}

func supporting(s *question.State) []oas.Code {
	if len(s.Supporting) == 0 {
		return nil
	}
	return texts[oas.Code](s.Supporting)
}

// ids writes identifiers, nil for none.
func ids(list []domain.QuestionID) (out []oas.ID) {
	for _, id := range list {
		out = append(out, id.String())
	}
	return out
}

func asker(a question.Asker, shown bool) oas.Asker {
	v := oas.Asker{Kind: oas.AskerKind(a.Kind), AttendeeID: optional(a.Attendee.String()), Role: named[oas.AskerRole](a.Role),
		Desa: optional(a.Desa), Kecamatan: optional(a.Kecamatan), Hidden: !shown}
	if shown {
		v.Name, v.Phone = optional(a.Name), optional(a.Phone)
	}
	return v
}

// stated is the proposal of a question, nil where triage did not look at it.
func stated(s *question.State) *oas.Proposal {
	if s.Proposal.Model == "" {
		return nil
	}
	p := proposal(s.Proposal, s.Text)
	return &p
}

func proposal(p question.Proposal, text string) oas.Proposal {
	return oas.Proposal{Category: named[oas.Code](p.Category), Class: named[oas.Class](p.Class), Dinas: named[oas.Code](p.Dinas),
		Confidence: p.Confidence, ClassConfidence: optional(p.ClassConfidence), Calibrated: p.Calibrated, Model: p.Model,
		Reasons: each(p.Reasons, func(r question.Reason) oas.TriageReason { return oas.TriageReason{Term: r.Term, Weight: r.Weight} }),
		Ranking: each(p.Ranking, func(r question.Ranked) oas.RankedCategory {
			return oas.RankedCategory{Category: string(r.Category), Probability: r.Probability}
		}),
		Split: split(p.Split, text)}
}

// split shows the parts of a text, nil for a single matter. Where the text was
// corrected since, the parts no longer fit it and are left out.
func split(parts []question.Part, text string) []oas.TextPart {
	var list []oas.TextPart
	for _, p := range parts {
		if p.Start < 0 || p.Start > p.End || p.End > len(text) || !utf8.ValidString(text[p.Start:p.End]) {
			return nil
		}
		list = append(list, oas.TextPart{Text: text[p.Start:p.End], Category: string(p.Category), Probability: p.Probability})
	}
	return list
}

func flags(s *question.State) oas.Flags {
	return oas.Flags{LateReceived: s.LateReceived, LateCaptured: s.LateCaptured, DeviceTimeRejected: s.DeviceTimeRejected, Imported: s.Imported, Confidential: s.Confidential}
}

func answer(a question.Answer) *oas.Answer {
	if a.PublishedAt.IsZero() {
		return nil
	}
	return &oas.Answer{Text: a.Text, Dinas: named[oas.Code](a.Dinas), AnsweredBy: optional(a.AnsweredBy),
		OnTheSpot: a.OnTheSpot, PublishedAt: a.PublishedAt,
		Amendments: optional(a.Amended), AmendedAt: when(a.AmendedAt), AmendReason: optional(a.AmendReason)}
}

// rating is nil where the asker has not rated the answer.
func rating(r question.Rating) *oas.Rating {
	if r.Score == 0 {
		return nil
	}
	return &oas.Rating{Score: r.Score, Text: optional(r.Comment), RatedAt: r.At}
}

// askBack is what the asker is asked now: it was asked when the pause began.
func askBack(s *question.State) *oas.AskBack {
	if s.AskBack == "" || len(s.Custodies) == 0 {
		return nil
	}
	pauses := s.Custodies[len(s.Custodies)-1].Pauses
	if len(pauses) == 0 {
		return nil
	}
	return &oas.AskBack{Message: s.AskBack, AskedAt: pauses[len(pauses)-1].From}
}
