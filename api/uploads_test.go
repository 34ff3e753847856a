package api_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/attachment/attachmenttest"
)

// badUploads are forms and files with what they meet; see package inspect for
// more files.
var badUploads = map[string]struct {
	form   string
	status int
	code   string
	errors []string
}{
	"no_parts":             {formOf(), 422, "invalid_input", []string{"/for required"}},
	"no_file":              {formOf(forPart("question")), 422, "invalid_input", []string{"/file required"}},
	"no_for":               {formOf(filePart("a.pdf", "", aPDF)), 400, "malformed_form", []string{"/file part"}},
	"file_first":           {formOf(filePart("a.pdf", "", aPDF), forPart("question")), 400, "malformed_form", []string{"/file part"}},
	"for_something_else":   {formOf(forPart("session"), filePart("a.pdf", "", aPDF)), 422, "invalid_input", []string{"/for oneof"}},
	"two_files":            {formOf(forPart("question"), filePart("a.pdf", "", aPDF), filePart("b.pdf", "", aPDF)), 400, "malformed_form", []string{"/file unknown"}},
	"one_part_more":        {formOf(forPart("question"), filePart("a.pdf", "", aPDF), forPart("question")), 400, "malformed_form", []string{"/for unknown"}},
	"cut_off":              {forPart("question") + filePart("a.pdf", "", aPDF), 400, "malformed_form", []string{" multipart"}},
	"cut_off_in_a_head":    {forPart("question") + "--" + boundary + "\r\nContent-Disp", 400, "malformed_form", []string{" multipart"}},
	"nothing_in_the_file":  {formOf(forPart("question"), filePart("a.pdf", "", "")), 422, "invalid_input", []string{"/file required"}},
	"one_byte_too_many":    {formOf(forPart("question"), filePart("a.pdf", "", strings.Repeat("x", 1<<20+1))), 413, "attachment_too_large", nil},
	"megabytes_too_many":   {formOf(forPart("question"), filePart("a.pdf", "", strings.Repeat("x", 3<<20))), 413, "attachment_too_large", nil},
	"name_too_long":        {formOf(forPart("question"), filePart(strings.Repeat("a", 300)+".pdf", "", aPDF)), 422, "invalid_input", []string{"/file max"}},
	"line_ends_in_a_name":  {formOf(forPart("question"), dispositionPart(`name="file"; filename*=utf-8''a%0d%0aSet-Cookie%3Ax.pdf`, "", aPDF)), 422, "invalid_input", []string{"/file control"}},
	"nul_in_a_name":        {formOf(forPart("question"), dispositionPart(`name="file"; filename*=utf-8''a%00.pdf`, "", aPDF)), 422, "invalid_input", []string{"/file control"}},
	"name_that_turns":      {formOf(forPart("question"), filePart("a\u202efdp.pdf", "", aPDF)), 422, "invalid_input", []string{"/file bidi"}},
	"name_of_no_utf8":      {formOf(forPart("question"), filePart("a\xff.pdf", "", aPDF)), 422, "invalid_input", []string{"/file utf8"}},
	"name_that_lies":       {formOf(forPart("question"), filePart("a.jpg", "", aPDF)), 422, "attachment_lies", nil},
	"type_that_lies":       {formOf(forPart("question"), filePart("a.pdf", "image/png", aPDF)), 422, "attachment_lies", nil},
	"html":                 {formOf(forPart("question"), filePart("a.pdf", "", "<html><script>")), 422, "attachment_type", nil},
	"truncated_photograph": {formOf(forPart("question"), filePart("a.jpg", "", string(attachmenttest.JPEG(50, 50)[:400]))), 422, "attachment_damaged", nil},
	"polyglot":             {formOf(forPart("question"), filePart("a.jpg", "", string(attachmenttest.JPEG(9, 9))+string(attachmenttest.Zip(attachmenttest.Part{Name: "a"})))), 422, "attachment_mixed", nil},
	"macros":               {formOf(forPart("question"), filePart("a.xlsm", "", string(attachmenttest.Office(attachmenttest.MacroSheet)))), 422, "attachment_macros", nil},
	"bomb":                 {formOf(forPart("question"), filePart("a.docx", "", string(attachmenttest.Bomb()))), 422, "attachment_bomb", nil},
	"too_many_pixels":      {formOf(forPart("question"), filePart("a.png", "", string(attachmenttest.Huge(20_000, 20_000)))), 422, "attachment_pixels", nil},
}

func TestUploads_that_are_refused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "refused-uploads")
		for name, tt := range badUploads {
			t.Run(name, func(t *testing.T) {
				w.t = t
				got := w.post("moderator", path+"/attachments", tt.form, match(`"1"`)).want(tt.status, tt.code)
				if diff := cmp.Diff(tt.errors, got.pointers()); diff != "" {
					t.Errorf("errors: %s", diff)
				}
			})
		}
		w.t = t
		if after := w.get("moderator", path); after.etag() != `"1"` || after.at("attachments") != nil {
			t.Errorf("a refused file changed the question: %s", after.body)
		}
		if left := w.stored(); len(left) != 0 {
			t.Errorf("bytes of refused files: %v", left)
		}
	})
}

// stored lists the files in the world's folder.
func (w *world) stored() []string {
	w.t.Helper()
	list, err := filepath.Glob(filepath.Join(w.folder, "*", "*"))
	must(w.t, err)
	return list
}

func TestUploads_are_forms_only(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "forms-only")
		for _, media := range []string{"", "application/json", "multipart/mixed; boundary=x", "multipart/form-data", "multipart/form-data; boundary=",
			"application/x-www-form-urlencoded"} {
			w.post("moderator", path+"/attachments", forQuestion, match(`"1"`), with("Content-Type", media)).want(415, "unsupported_media_type")
		}
		w.post("moderator", path+"/attachments", forQuestion, match(`"1"`), with("Content-Encoding", "gzip")).want(415)
		w.post("moderator", path+"/attachments", forQuestion).want(428, "version_required")
		w.post("moderator", path+"/attachments", forQuestion, match(`"7"`)).want(412, "stale")
		w.post("moderator", path+"/attachments?x=1", forQuestion, match(`"1"`)).want(400, "unknown_parameter")
	})
}

// Names are no paths, and keep no more than a name has.
func TestUploads_clean_their_names(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "clean-names")
		for name, want := range map[string]string{
			"../../etc/x.pdf": "x.pdf", `C:\\Users\\a\\Surat.pdf`: "Surat.pdf", "...pdf": "pdf.pdf", "a": "a.pdf", "": "lampiran.pdf",
			"..": "lampiran.pdf", `a\"b.pdf`: `a"b.pdf`, "/": "lampiran.pdf", " a .pdf": "a .pdf",
		} {
			file, got := w.attach("moderator", path, "question", name, aPDF)
			if listed := got.text("attachments/0/name"); listed != want {
				t.Errorf("%q became %q, want %q", name, listed, want)
			}
			w.get("moderator", file).want(200)
			w.move("moderator", path, strings.TrimPrefix(file, path+"/")+"/remove", because, "captured")
		}
	})
}

func TestUploads_are_at_most_ten(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "ten-at-most")
		var last reply
		for range 10 {
			_, last = w.attach("moderator", path, "question", "a.pdf", aPDF)
		}
		w.post("moderator", path+"/attachments", forQuestion, match(last.etag())).want(409, "attachments_full")
		w.replays(path)
	})
}

// Who may not attach is told before the file is read.
func TestUploads_are_not_read_in_vain(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "not-in-vain")
		start := forPart("question") + strings.TrimSuffix(filePart("a.pdf", "", ""), "\r\n")
		for who, want := range map[string]int{"staff": http.StatusNotFound, "moderator": http.StatusPreconditionFailed} {
			read := &counted{Reader: strings.NewReader(start + strings.Repeat("x", 1<<20))}
			w.post(who, path+"/attachments", start, match(`"5"`), func(r *http.Request) { r.Body = io.NopCloser(read) }).want(want)
			if read.n > 64<<10 {
				t.Errorf("%s: %d bytes were read", who, read.n)
			}
		}
	})
}

// counted counts what is read.
type counted struct {
	io.Reader
	n int
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.n += n
	return n, err
}

// What the store has lost or changed is told, and never cut short in silence.
func TestAttachments_that_are_damaged(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		session, _ := w.openSession("never")
		path, _ := w.capture(session, "damaged-files")
		big := string(attachmenttest.PDF("/X(" + strings.Repeat("y", 300_000) + ")"))
		for name, tt := range map[string]struct {
			content string
			damage  func(b []byte) []byte
			broken  bool // off in the middle
		}{
			"a_small_one_is_changed": {aPDF, func(b []byte) []byte { b[9] ^= 1; return b }, false},
			"a_small_one_is_cut":     {aPDF, func(b []byte) []byte { return b[:20] }, false},
			"a_small_one_grew":       {aPDF, func(b []byte) []byte { return append(b, 'x') }, false},
			"it_is_empty":            {aPDF, func([]byte) []byte { return nil }, false},
			"a_large_one_is_cut":     {big, func(b []byte) []byte { return b[:200_000] }, true},
			"the_end_is_changed":     {big, func(b []byte) []byte { b[len(b)-1] ^= 1; return b }, true},
		} {
			file, _ := w.attach("moderator", path, "question", "a.pdf", tt.content)
			stored := filepath.Join(w.folder, file[len(file)-2:], filepath.Base(file))
			b, err := os.ReadFile(stored)
			must(t, err)
			must(t, os.WriteFile(stored, tt.damage(b), 0o600))
			if tt.broken {
				w.breaksOff(name, file, len(tt.content))
			} else if got := w.get("moderator", file).want(500, "attachment_lost"); got.header.Get("Content-Disposition") != "" {
				t.Errorf("%s: headers of a file %v", name, got.header)
			}
			must(t, os.Remove(stored))
			w.get("moderator", file).want(500, "attachment_lost")
			w.move("moderator", path, strings.TrimPrefix(file, path+"/")+"/remove", because, "captured")
		}
	})
}

// breaksOff reads the file over a connection, which must end before the length
// that the header says.
func (w *world) breaksOff(name, file string, size int) {
	w.t.Helper()
	server := w.listen()
	r, err := http.NewRequestWithContext(w.t.Context(), http.MethodGet, server+file, nil)
	must(w.t, err)
	r.Header.Set("Authorization", "Bearer "+w.tokens["moderator"])
	got, err := http.DefaultClient.Do(r)
	must(w.t, err)
	defer got.Body.Close()
	b, err := io.ReadAll(got.Body)
	if err == nil || len(b) >= size || got.ContentLength != int64(size) {
		w.t.Errorf("%s: %d of %d bytes, %v", name, len(b), got.ContentLength, err)
	}
}
