package files

import (
	"cmp"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"

	"audiensi/domain"
)

// defaultRegion is what stores that have no regions accept.
const defaultRegion = "us-east-1"

// objects keeps each file as an object. One request stores it as a whole: the
// client reads it twice, to sign it and to send it, and holds none of it.
type objects struct {
	spool
	client  *s3.Client
	setting Setting
}

func newS3(s Setting, temp string) *objects {
	secret, _ := s.s3.User.Password()
	client := s3.New(s3.Options{
		BaseEndpoint: aws.String(s.s3.Scheme + "://" + s.s3.Host),
		Region:       cmp.Or(s.s3.Query().Get("region"), defaultRegion),
		Credentials:  credentials.NewStaticCredentialsProvider(s.s3.User.Username(), secret, ""),
		UsePathStyle: true,
		// Stores of other makers do not know checksums that follow the body. What
		// is read is proved by the hash in the ledger.
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenRequired,
		ResponseChecksumValidation: aws.ResponseChecksumValidationWhenRequired,
	})
	return &objects{spool: spool{temp}, client: client, setting: s}
}

func (o *objects) key(id domain.AttachmentID) *string {
	return aws.String(o.setting.prefix + strings.ToLower(id.String()))
}

// Put implements usecase.Files.
func (o *objects) Put(ctx context.Context, id domain.AttachmentID, content io.ReadSeeker) error {
	size, err := content.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = content.Seek(0, io.SeekStart)
	}
	if err == nil {
		_, err = o.client.PutObject(ctx, &s3.PutObjectInput{Bucket: &o.setting.bucket, Key: o.key(id), Body: content,
			ContentLength: &size, ContentType: aws.String("application/octet-stream")})
	}
	return unavailable(ctx, "store", id, err)
}

// Open implements usecase.Files.
func (o *objects) Open(ctx context.Context, id domain.AttachmentID) (io.ReadCloser, error) {
	got, err := o.client.GetObject(ctx, &s3.GetObjectInput{Bucket: &o.setting.bucket, Key: o.key(id)})
	if isMissing(err) {
		return nil, notFound(err)
	}
	if err != nil {
		return nil, unavailable(ctx, "open", id, err)
	}
	return got.Body, nil
}

// Delete implements usecase.Files.
func (o *objects) Delete(ctx context.Context, id domain.AttachmentID) error {
	_, err := o.client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: &o.setting.bucket, Key: o.key(id)})
	if isMissing(err) {
		return nil
	}
	return unavailable(ctx, "delete", id, err)
}

func isMissing(err error) bool {
	var e smithy.APIError
	return errors.As(err, &e) && (e.ErrorCode() == "NoSuchKey" || e.ErrorCode() == "NotFound")
}
