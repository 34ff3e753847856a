package files

import (
	"cmp"
	"context"
	"io"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"gocloud.dev/blob"
	"gocloud.dev/blob/s3blob"

	"audiensi/domain"
)

// defaultRegion is what stores that have no regions accept.
const defaultRegion = "us-east-1"

// mostPuts bounds how many files are sent to the store at once: each of up to
// 16 MiB is held in memory while it is.
const mostPuts = 2

// objects keeps each file as an object of a store.
type objects struct {
	bucket
	client *s3.Client
	in     string // the store's bucket
	puts   chan struct{}
}

func newS3(s Setting, temp string) (*objects, error) {
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
	blobs, err := s3blob.OpenBucket(context.Background(), client, s.bucket,
		&s3blob.Options{RequestChecksumCalculation: aws.RequestChecksumCalculationWhenRequired})
	name := func(id domain.AttachmentID) string { return s.prefix + id.String() }
	return &objects{bucket{spool{temp}, blobs, name}, client, s.bucket, make(chan struct{}, mostPuts)}, err
}

// Put implements usecase.Files.
func (o *objects) Put(ctx context.Context, id domain.AttachmentID, content io.ReadSeeker) error {
	select {
	case o.puts <- struct{}{}:
		defer func() { <-o.puts }()
	case <-ctx.Done():
		return unavailable(ctx, "store", id, ctx.Err())
	}
	return unavailable(ctx, "store", id, o.write(ctx, id, content, blob.WriterOptions{MaxConcurrency: 1}, nil))
}

// Delete implements usecase.Files. The store is asked directly, which forgives that
// nothing is there, and tells a bucket that is not there from a file that is not.
func (o *objects) Delete(ctx context.Context, id domain.AttachmentID) error {
	_, err := o.client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: &o.in, Key: aws.String(o.name(id))})
	return unavailable(ctx, "delete", id, err)
}
