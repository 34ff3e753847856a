package files_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// fakeS3 is an object store with one bucket, "audiensi", that knows one key. It
// speaks as much of S3 as is spoken to it.
type fakeS3 struct {
	url     string
	mu      sync.Mutex
	objects map[string][]byte
}

func newFakeS3(t *testing.T) *fakeS3 {
	f := &fakeS3{objects: map[string][]byte{}}
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	f.url = server.URL
	return f
}

// setting names the path in the store.
func (f *fakeS3) setting(path string) string {
	return "s3:" + strings.Replace(f.url, "http://", "http://KEY:SECRET@", 1) + path
}

// ServeHTTP implements http.Handler.
func (f *fakeS3) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	sum := sha256.Sum256(body)
	switch {
	case err != nil:
		refuse(w, http.StatusBadRequest, "IncompleteBody")
	case !strings.Contains(r.Header.Get("Authorization"), "Credential=KEY/"):
		refuse(w, http.StatusForbidden, "InvalidAccessKeyId")
	case !strings.HasPrefix(r.URL.Path, "/audiensi/"):
		refuse(w, http.StatusNotFound, "NoSuchBucket")
	case r.Header.Get("X-Amz-Content-Sha256") != hex.EncodeToString(sum[:]):
		refuse(w, http.StatusBadRequest, "XAmzContentSHA256Mismatch")
	default:
		f.serve(w, r, body)
	}
}

func (f *fakeS3) serve(w http.ResponseWriter, r *http.Request, body []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch r.Method {
	case http.MethodPut:
		f.objects[r.URL.Path] = body
	case http.MethodGet, http.MethodHead:
		object, ok := f.objects[r.URL.Path]
		if !ok {
			refuse(w, http.StatusNotFound, "NoSuchKey")
			return
		}
		_, _ = w.Write(object)
	case http.MethodDelete:
		delete(f.objects, r.URL.Path)
		w.WriteHeader(http.StatusNoContent)
	default:
		refuse(w, http.StatusMethodNotAllowed, "MethodNotAllowed")
	}
}

func refuse(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, `<?xml version="1.0"?><Error><Code>%s</Code><Message>no</Message></Error>`, code)
}
