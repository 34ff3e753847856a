package api_test

import (
	"context"
	"errors"
	"io"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"audiensi/domain"
	"audiensi/domain/usecase"
)

// listen serves the world's API and returns its address.
func (w *world) listen() string {
	w.t.Helper()
	server := httptest.NewServer(w.server)
	w.t.Cleanup(server.Close)
	return server.URL
}

var errCrash = errors.New("the program is no more")

// crashing is a store that dies after it has written, and one that dies in the
// middle: then nothing after it is done.
type crashing struct {
	usecase.Files
	middle bool
}

// Put implements usecase.Files.
func (c crashing) Put(ctx context.Context, id domain.AttachmentID, content io.ReadSeeker) error {
	if !c.middle {
		must := c.Files.Put(ctx, id, content)
		return errors.Join(must, errCrash)
	}
	return errCrash
}

// A crash between the bytes and the event leaves bytes of nobody. They go after
// an hour, and nothing else does.
func TestSweepAttachments_deletes_orphans_only(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "orphans-1")
		kept, _ := w.attach("moderator", path, "question", "a.pdf", aPDF)
		orphans := []string{w.orphan(path), w.orphan(path)}
		w.sweep(0, 3)
		w.pass(59 * time.Minute)
		w.sweep(0, 3)
		w.pass(2 * time.Minute)
		young := w.orphan(path)
		w.sweep(2, 2)
		w.sweep(0, 2)
		w.login()
		w.get("moderator", kept).want(200)
		left := strings.Join(w.stored(), " ")
		if !strings.Contains(left, young) || strings.Contains(left, orphans[0]) {
			t.Errorf("left %s", left)
		}
		w.move("moderator", path, strings.TrimPrefix(kept, path+"/")+"/remove", because, "captured")
		w.sweep(2, 0) // an hour later the young one has grown old
		w.replays(path)
	})
}

// orphan leaves the bytes of an upload that was killed before its event.
func (w *world) orphan(path string) string {
	w.t.Helper()
	id, of := domain.NewID[domain.AttachmentKind](w.clock()), questionID(w, path)
	must(w.t, w.store.InTx(w.t.Context(), func(ctx context.Context, tx usecase.Tx) error { return tx.ReserveAttachment(ctx, id, of, w.clock()) }))
	must(w.t, w.app.Files.Put(w.t.Context(), id, strings.NewReader(aPDF)))
	return id.String()
}

func questionID(w *world, path string) domain.QuestionID {
	w.t.Helper()
	id, err := domain.ParseID[domain.QuestionKind](filepath.Base(path))
	must(w.t, err)
	return id
}

// sweep deletes as many files as wanted and leaves as many.
func (w *world) sweep(deleted, left int) {
	w.t.Helper()
	n, err := w.app.SweepAttachments(w.t.Context())
	must(w.t, err)
	if stored := w.stored(); n != deleted || len(stored) != left {
		w.t.Errorf("%d deleted, want %d; left %v, want %d", n, deleted, stored, left)
	}
}

// A failed upload drops its bytes at once, whether they were written or not.
func TestSweepAttachments_after_a_failed_upload(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "failed-upload")
		whole := w.app.Files
		for _, middle := range []bool{false, true} {
			w.app.Files = crashing{whole, middle}
			w.post("moderator", path+"/attachments", forQuestion, match(`"1"`)).want(500, "internal")
		}
		w.app.Files = whole
		if n := len(w.stored()); n != 1 {
			t.Errorf("%d files before the sweep", n)
		}
		w.sweep(2, 0)
		w.attach("moderator", path, "question", "a.pdf", aPDF)
		w.sweep(0, 1)
	})
}

// Two moderators at once on one version: one file is attached, the bytes of the
// other are dropped.
func TestAttach_at_once(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "attach-at-once")
		statuses := make(chan int, 4)
		for range cap(statuses) {
			go func() {
				statuses <- w.post("moderator", path+"/attachments", forQuestion, match(`"1"`)).status
			}()
		}
		var got []int
		for range cap(statuses) {
			got = append(got, <-statuses)
		}
		slices.Sort(got)
		if !slices.Equal(got, []int{200, 412, 412, 412}) {
			t.Errorf("statuses %v", got)
		}
		must(t, func() error { _, err := w.app.SweepAttachments(t.Context()); return err }())
		if n := len(w.stored()); n != 1 {
			t.Errorf("%d files of one attachment", n)
		}
		w.replays(path)
	})
}
