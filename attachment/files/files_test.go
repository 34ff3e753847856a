package files_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"audiensi/attachment/files"
	"audiensi/domain"
	"audiensi/domain/usecase"
)

func open(t *testing.T, setting string) usecase.Files {
	t.Helper()
	s, err := files.Parse(setting)
	if err != nil {
		t.Fatal(err)
	}
	f, err := files.Open(s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// onEach tests what every store promises.
func onEach(t *testing.T, test func(t *testing.T, f usecase.Files)) {
	t.Run("folder", func(t *testing.T) { test(t, open(t, "file:"+filepath.Join(t.TempDir(), "a", "b"))) })
	t.Run("s3", func(t *testing.T) { test(t, open(t, newFakeS3(t).setting("/audiensi/files?region=id-jkt-1"))) })
}

func newID() domain.AttachmentID { return domain.NewID[domain.AttachmentKind](time.Now()) }

func TestFiles_keep_what_was_put(t *testing.T) {
	onEach(t, func(t *testing.T, f usecase.Files) {
		for _, size := range []int{0, 1, 100_000, 9 << 20} {
			id, want := newID(), bytes.Repeat([]byte("padi "), size/5+1)[:size]
			if err := f.Put(t.Context(), id, bytes.NewReader(want)); err != nil {
				t.Fatal(err)
			}
			if got := read(t, f, id); !bytes.Equal(got, want) {
				t.Errorf("%d bytes became %d", size, len(got))
			}
			if err := errors.Join(f.Delete(t.Context(), id), f.Delete(t.Context(), id)); err != nil {
				t.Errorf("delete twice: %v", err)
			}
			if _, err := f.Open(t.Context(), id); domain.CodeOf(err) != domain.NotFound {
				t.Errorf("open what was deleted: %v", err)
			}
		}
	})
}

func read(t *testing.T, f usecase.Files, id domain.AttachmentID) []byte {
	t.Helper()
	content, err := f.Open(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	defer content.Close()
	b, err := io.ReadAll(content)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var errSender = errors.New("the sender went away")

func TestReceive(t *testing.T) {
	onEach(t, func(t *testing.T, f usecase.Files) {
		r, err := f.Receive(t.Context(), strings.NewReader("12345"), 5)
		if err != nil || r.Size() != 5 {
			t.Fatalf("%v, %v", r, err)
		}
		b := make([]byte, 3)
		if _, err := r.ReadAt(b, 2); err != nil || string(b) != "345" {
			t.Errorf("%q, %v", b, err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		var e *domain.Error
		if _, err := f.Receive(t.Context(), strings.NewReader("123456"), 5); !errors.As(err, &e) || e.Reason != domain.ReasonAttachmentTooLarge {
			t.Errorf("six bytes of five: %v", err)
		}
		if _, err := f.Receive(t.Context(), io.MultiReader(strings.NewReader("12"), failing{}), 5); !errors.Is(err, errSender) {
			t.Errorf("a sender that fails: %v", err)
		}
	})
}

// failing fails when it is read.
type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errSender }

func TestFolder_leaves_nothing_in_the_middle(t *testing.T) {
	root := t.TempDir()
	f := open(t, "file:"+root)
	_, _ = f.Receive(t.Context(), failing{}, 5)
	if err := f.Put(t.Context(), newID(), failingSeeker{}); domain.CodeOf(err) != domain.Unavailable {
		t.Errorf("put what cannot be read: %v", err)
	}
	old := filepath.Join(root, "incoming", "crashed")
	if err := errors.Join(os.WriteFile(old, nil, 0o600), os.Chtimes(old, time.Time{}, time.Now().Add(-2*time.Hour))); err != nil {
		t.Fatal(err)
	}
	young := filepath.Join(root, "incoming", "running")
	if err := os.WriteFile(young, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	open(t, "file:"+root)
	left, err := filepath.Glob(filepath.Join(root, "*", "*"))
	if err != nil || len(left) != 1 || left[0] != young {
		t.Errorf("left %v, %v", left, err)
	}
}

type failingSeeker struct{ failing }

func (failingSeeker) Seek(int64, int) (int64, error) { return 0, nil }

func TestFolder_that_cannot_be(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := files.Parse("file:" + file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := files.Open(s); err == nil {
		t.Error("a file serves as a folder")
	}
}

func TestS3_that_fails_is_unavailable(t *testing.T) {
	fake := newFakeS3(t)
	for name, setting := range map[string]string{
		"wrong_secret": strings.Replace(fake.setting("/audiensi"), "KEY:", "OTHER:", 1),
		"no_bucket":    fake.setting("/another"),
		"nobody_there": "s3:http://KEY:SECRET@127.0.0.1:1/audiensi",
	} {
		t.Run(name, func(t *testing.T) {
			f := open(t, setting)
			_, opened := f.Open(t.Context(), newID())
			for what, err := range map[string]error{"put": f.Put(t.Context(), newID(), strings.NewReader("x")), "open": opened, "delete": f.Delete(t.Context(), newID())} {
				var e *domain.Error
				if !errors.As(err, &e) || e.Reason != domain.ReasonAttachmentsDown {
					t.Errorf("%s: %v", what, err)
				}
				if err != nil && strings.Contains(err.Error(), "SECRET") {
					t.Errorf("%s tells the secret: %v", what, err)
				}
			}
		})
	}
}

func TestParse(t *testing.T) {
	for setting, want := range map[string]string{
		"file:/srv/a": "file:/srv/a", "file:a b": "file:a b",
		"s3:https://KEY:SEC%2FRET@s3.example.id/b":                 "s3:https://KEY:***@s3.example.id/b",
		"s3:http://KEY:SECRET@10.0.0.1:9000/b/a/c?region=id-jkt-1": "s3:http://KEY:***@10.0.0.1:9000/b/a/c?region=id-jkt-1",
	} {
		s, err := files.Parse(setting)
		if err != nil || s.String() != want || files.Mask(setting) != want {
			t.Errorf("%s: %s, %s, %v", setting, s, files.Mask(setting), err)
		}
	}
	for _, setting := range []string{"", "file:", "files", "gs:x", "s3:", "s3:https://s3.example.id/b", "s3:https://KEY@s3.example.id/b",
		"s3:https://KEY:SECRET@s3.example.id", "s3:https://KEY:SECRET@s3.example.id/", "s3:ftp://KEY:SECRET@h/b", "s3:https://KEY:SECRET@/b",
		"s3:https://KEY:SECRET@h/b?endpoint=x", "s3:https://KEY:SECRET@h/b#x", "s3:https://KEY:SECRET@h:port/b"} {
		if _, err := files.Parse(setting); err == nil || strings.Contains(err.Error(), "KEY:SECRET@h") {
			t.Errorf("%q: %v", setting, err)
		}
		if strings.Contains(files.Mask(setting), "SECRET") {
			t.Errorf("%q is shown as %q", setting, files.Mask(setting))
		}
	}
}
