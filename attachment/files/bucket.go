package files

import (
	"context"
	"io"

	"github.com/aws/smithy-go"
	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"

	"audiensi/domain"
)

// bucket keeps each file as a blob under the name of its id.
type bucket struct {
	spool
	blobs *blob.Bucket
	name  func(domain.AttachmentID) string
}

// write stores content as a whole or not at all. Before, if not nil, is called
// when all of it was written and not yet given its name.
func (b *bucket) write(ctx context.Context, id domain.AttachmentID, content io.Reader, options blob.WriterOptions, before func() error) error {
	ctx, giveUp := context.WithCancel(ctx)
	defer giveUp()
	options.ContentType, options.DisableContentTypeDetection = "application/octet-stream", true
	w, err := b.blobs.NewWriter(ctx, b.name(id), &options)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, content)
	if err == nil && before != nil {
		err = before()
	}
	if err != nil {
		giveUp() // so that Close leaves nothing
		_ = w.Close()
		return err
	}
	return w.Close()
}

// Open implements usecase.Files.
func (b *bucket) Open(ctx context.Context, id domain.AttachmentID) (io.ReadCloser, error) {
	r, err := b.blobs.NewReader(ctx, b.name(id), nil)
	if gcerrors.Code(err) == gcerrors.NotFound && !b.noBucket(err) {
		return nil, notFound(err)
	}
	if err != nil {
		return nil, unavailable(ctx, "open", id, err)
	}
	return r, nil
}

// noBucket reports whether it is not the file that an object store lacks but all
// of the bucket.
func (b *bucket) noBucket(err error) bool {
	var e smithy.APIError
	return b.blobs.ErrorAs(err, &e) && e.ErrorCode() == "NoSuchBucket"
}

// Delete implements usecase.Files.
func (b *bucket) Delete(ctx context.Context, id domain.AttachmentID) error {
	err := b.blobs.Delete(ctx, b.name(id))
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil
	}
	return unavailable(ctx, "delete", id, err)
}
