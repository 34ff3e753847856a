package api

import (
	"context"

	"audiensi/api/authn"
	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

// Attach adds a file to the question or its answer.
func (s *server) Attach(ctx context.Context, r oas.AttachRequestObject) (oas.AttachResponseObject, error) {
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		f := form{r.Body}
		of, err := f.attachedFor()
		if err != nil {
			return usecase.QuestionView{}, err
		}
		upload, err := f.file()
		if err != nil {
			return usecase.QuestionView{}, err
		}
		return s.app.Attach(ctx, principal(ctx), t, of, upload)
	})
	return oas.Attach200JSONResponse{QuestionJSONResponse: v}, err
}

// Detach removes a file.
func (s *server) Detach(ctx context.Context, r oas.DetachRequestObject) (oas.DetachResponseObject, error) {
	file, err := idOf[domain.AttachmentKind](r.AttachmentID)
	if err != nil {
		return nil, err
	}
	v, err := move(r.QuestionID, r.Params.IfMatch, func(t usecase.Target) (usecase.QuestionView, error) {
		return s.app.Detach(ctx, principal(ctx), t, file, r.Body.Reason)
	})
	return oas.Detach200JSONResponse{QuestionJSONResponse: v}, err
}

// GetAttachment returns the bytes of a file.
func (s *server) GetAttachment(ctx context.Context, r oas.GetAttachmentRequestObject) (oas.GetAttachmentResponseObject, error) {
	id, err := idOf[domain.QuestionKind](r.QuestionID)
	if err != nil {
		return nil, err
	}
	file, err := idOf[domain.AttachmentKind](r.AttachmentID)
	if err != nil {
		return nil, err
	}
	d, err := s.app.Attachment(ctx, principal(ctx), id, file)
	return download(d), err
}

// TrackAttach adds a file of the asker's own.
func (s *server) TrackAttach(ctx context.Context, r oas.TrackAttachRequestObject) (oas.TrackAttachResponseObject, error) {
	version, err := ifMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	upload, err := form{r.Body}.file()
	if err != nil {
		return nil, err
	}
	t, err := s.app.TrackAttach(ctx, authn.From(ctx).Receipt, value(r.Params.Part), uint64(version), upload)
	return oas.TrackAttach200JSONResponse{TrackedQuestionJSONResponse: tracked(ctx, t)}, err
}

// TrackAttachment returns the bytes of a file to the asker.
func (s *server) TrackAttachment(ctx context.Context, r oas.TrackAttachmentRequestObject) (oas.TrackAttachmentResponseObject, error) {
	file, err := idOf[domain.AttachmentKind](r.AttachmentID)
	if err != nil {
		return nil, err
	}
	d, err := s.app.TrackAttachment(ctx, authn.From(ctx).Receipt, value(r.Params.Part), file)
	return download(d), err
}

// attachments lists the files of a question, nil for none.
func attachments(list []question.Attachment) (files []oas.Attachment) {
	for _, a := range list {
		files = append(files, oas.Attachment{ID: a.ID.String(), For: oas.AttachedFor(a.For), Name: a.Name, Type: a.Type, Size: a.Size,
			Sha256: a.Hash.String(), Dinas: named[oas.Code](a.Dinas), At: a.At})
	}
	return files
}

// trackedAttachments lists the files that an asker sees, nil for none.
func trackedAttachments(list []question.Attachment) (files []oas.TrackedAttachment) {
	for _, a := range list {
		files = append(files, oas.TrackedAttachment{ID: a.ID.String(), For: oas.AttachedFor(a.For), Name: a.Name, Type: a.Type,
			Size: a.Size, At: a.At})
	}
	return files
}

// attachmentFacts is what an event says of a file, nil for an event of another kind.
func attachmentFacts(a question.Attachment) *oas.AttachmentFacts {
	if a.ID.IsZero() {
		return nil
	}
	facts := &oas.AttachmentFacts{ID: a.ID.String(), For: oas.AttachedFor(a.For), Name: optional(a.Name), Type: optional(a.Type),
		Size: optional(a.Size)}
	if !a.Hash.IsZero() {
		facts.Sha256 = optional(a.Hash.String())
	}
	return facts
}
