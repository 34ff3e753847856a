package files

import (
	"context"
	"errors"
	"fmt"
	"os"

	"audiensi/domain"
	"audiensi/domain/usecase"
)

// Open returns what keeps the bytes. A folder is made if it is missing; whether
// an object store answers shows when it is used.
func Open(s Setting) (usecase.Files, error) {
	if s.s3 != nil {
		o, err := newS3(s, os.TempDir())
		if err != nil {
			return nil, fmt.Errorf("attachments in %s: %w", s, err)
		}
		return o, nil
	}
	f, err := newFolder(s.folder)
	if err != nil {
		return nil, fmt.Errorf("attachments in %s: %w", s, err)
	}
	return f, nil
}

// unavailable says that the store failed; a call that was given up is told so.
func unavailable(ctx context.Context, what string, id domain.AttachmentID, err error) error {
	if err == nil {
		return nil
	}
	if gone := ctx.Err(); gone != nil {
		return fmt.Errorf("%s attachment %s: %w", what, id, gone)
	}
	var e *domain.Error
	if errors.As(err, &e) {
		return err
	}
	return &domain.Error{Code: domain.Unavailable, Reason: domain.ReasonAttachmentsDown,
		Err: fmt.Errorf("%s attachment %s: %w", what, id, err)}
}

func notFound(err error) error {
	return &domain.Error{Code: domain.NotFound, Reason: domain.ReasonNotFound, Err: err}
}
