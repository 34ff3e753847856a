package inspect_test

import (
	"bytes"
	"errors"
	"image"
	"io"
	"strings"
	"testing"

	"audiensi/attachment/attachmenttest"
	"audiensi/attachment/inspect"
	"audiensi/domain"
	"audiensi/domain/usecase"

	"github.com/google/go-cmp/cmp"
)

const (
	office = "application/vnd.openxmlformats-officedocument."
	open   = "application/vnd.oasis.opendocument."
)

func look(content []byte, name, said string) (usecase.Inspected, []byte, error) {
	got, err := inspect.Inspector{}.Inspect(bytes.NewReader(content), int64(len(content)), name, said)
	if err != nil {
		return got, nil, err
	}
	kept, err := io.ReadAll(got.Content)
	return got, kept, err
}

func TestInspect_finds_the_type_and_fits_the_name(t *testing.T) {
	for name, tt := range map[string]struct {
		content         []byte
		name, said      string
		media, wantName string
	}{
		"jpeg":              {attachmenttest.JPEG(3, 2), "Foto Rumah.JPG", "image/jpeg", "image/jpeg", "Foto Rumah.JPG"},
		"jpeg_said_jpg":     {attachmenttest.JPEG(3, 2), "a.jpeg", "image/jpg", "image/jpeg", "a.jpeg"},
		"nothing_said":      {attachmenttest.JPEG(3, 2), "a", "", "image/jpeg", "a.jpg"},
		"name_ends_in_dot":  {attachmenttest.JPEG(3, 2), "a.", "application/octet-stream", "image/jpeg", "a.jpg"},
		"png":               {attachmenttest.PNG(1), "a.png", "image/png; x=y", "image/png", "a.png"},
		"webp":              {attachmenttest.WebP(1), "a.webp", "image/webp", "image/webp", "a.webp"},
		"pdf":               {attachmenttest.PDF(""), "Surat.pdf", "application/pdf", "application/pdf", "Surat.pdf"},
		"docx":              {attachmenttest.Office(attachmenttest.Word), "a.docx", office + "wordprocessingml.document", office + "wordprocessingml.document", "a.docx"},
		"xlsx":              {attachmenttest.Office(attachmenttest.Sheet), "a.xlsx", "", office + "spreadsheetml.sheet", "a.xlsx"},
		"pptx":              {attachmenttest.Office(attachmenttest.Slides), "a.pptx", "", office + "presentationml.presentation", "a.pptx"},
		"odt":               {attachmenttest.OpenDocument("text", ""), "a.odt", "", open + "text", "a.odt"},
		"ods":               {attachmenttest.OpenDocument("spreadsheet", ""), "a", "", open + "spreadsheet", "a.ods"},
		"docx_in_any_order": {attachmenttest.Zip(attachmenttest.Part{Name: "word/document.xml"}, attachmenttest.Part{Name: "[Content_Types].xml", Content: `<Types><Override ContentType="` + attachmenttest.Word + `"/></Types>`}), "a.docx", "", office + "wordprocessingml.document", "a.docx"},
	} {
		t.Run(name, func(t *testing.T) {
			got, kept, err := look(tt.content, tt.name, tt.said)
			if err != nil || got.Type != tt.media || got.Name != tt.wantName {
				t.Fatalf("%q %q, %v; want %q %q", got.Type, got.Name, err, tt.media, tt.wantName)
			}
			if !strings.HasPrefix(tt.media, "image/") && !bytes.Equal(kept, tt.content) {
				t.Error("a document was changed")
			}
		})
	}
}

func TestInspect_refuses(t *testing.T) {
	part := func(name string) attachmenttest.Part { return attachmenttest.Part{Name: name, Content: "x"} }
	jpeg, pdf, docx := attachmenttest.JPEG(30, 20), attachmenttest.PDF(""), attachmenttest.Office(attachmenttest.Word)
	locked := attachmenttest.Zip(attachmenttest.Part{Name: "[Content_Types].xml", Content: "x"}, part("a"))
	locked = bytes.Replace(locked, []byte("PK\x01\x02\x14\x00\x14\x00\x08"), []byte("PK\x01\x02\x14\x00\x14\x00\x09"), 1)
	for name, tt := range map[string]struct {
		content    []byte
		name, said string
		want       domain.Reason
	}{
		"nothing":                    {nil, "a.jpg", "", domain.ReasonInvalidInput},
		"one_byte":                   {[]byte{0xff}, "a.jpg", "", domain.ReasonAttachmentType},
		"text":                       {[]byte("halo"), "a.txt", "text/plain", domain.ReasonAttachmentType},
		"html":                       {[]byte("<!DOCTYPE html><script>alert(1)</script>"), "a.html", "text/html", domain.ReasonAttachmentType},
		"html_said_jpeg":             {[]byte("<html><script>alert(1)</script>"), "a.jpg", "image/jpeg", domain.ReasonAttachmentType},
		"svg":                        {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`), "a.svg", "", domain.ReasonAttachmentType},
		"windows_program":            {append([]byte("MZ"), make([]byte, 200)...), "a.pdf", "", domain.ReasonAttachmentType},
		"linux_program":              {append([]byte("\x7fELF\x02\x01\x01"), make([]byte, 200)...), "a.pdf", "", domain.ReasonAttachmentType},
		"gif":                        {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "a.gif", "", domain.ReasonAttachmentType},
		"archive":                    {attachmenttest.Zip(part("a.txt")), "a.zip", "", domain.ReasonAttachmentType},
		"archive_said_docx":          {attachmenttest.Zip(part("a.exe")), "a.docx", "", domain.ReasonAttachmentType},
		"presentation_of_odf":        {attachmenttest.OpenDocument("presentation", ""), "a.odp", "", domain.ReasonAttachmentType},
		"template":                   {attachmenttest.Office(office + "wordprocessingml.template.main+xml"), "a.dotx", "", domain.ReasonAttachmentType},
		"name_lies":                  {jpeg, "a.pdf", "", domain.ReasonAttachmentLies},
		"name_of_a_program":          {jpeg, "a.jpg.exe", "", domain.ReasonAttachmentLies},
		"type_lies":                  {jpeg, "a.jpg", "image/png", domain.ReasonAttachmentLies},
		"type_and_name_lie":          {docx, "a.xlsx", office + "spreadsheetml.sheet", domain.ReasonAttachmentLies},
		"jpeg_and_archive":           {append(bytes.Clone(jpeg), attachmenttest.Zip(part("a"))...), "a.jpg", "", domain.ReasonAttachmentMixed},
		"jpeg_and_pdf":               {append(append(bytes.Clone(jpeg[:2]), "\xff\xfe\x00\x10%PDF-1.4\n123456789"[:18]...), jpeg[2:]...), "a.jpg", "", domain.ReasonAttachmentMixed},
		"pdf_and_archive":            {append(bytes.Clone(pdf), attachmenttest.Zip(part("a"), part("%%EOF"))...), "a.pdf", "", domain.ReasonAttachmentMixed},
		"something_before_a_pdf":     {append([]byte("\n"), pdf...), "a.pdf", "", domain.ReasonAttachmentMixed},
		"document_with_a_tail":       {append(bytes.Clone(docx), "<script>"...), "a.docx", "", domain.ReasonAttachmentMixed},
		"document_and_pdf":           {attachmenttest.Zip(attachmenttest.Part{Name: "x", Content: "%PDF-1.4"}, attachmenttest.Part{Name: "[Content_Types].xml", Content: "x"}), "a.docx", "", domain.ReasonAttachmentMixed},
		"document_of_two_kinds":      {attachmenttest.Office(attachmenttest.Word, attachmenttest.Part{Name: "mimetype", Content: open + "text"}), "a.docx", "", domain.ReasonAttachmentMixed},
		"macros":                     {attachmenttest.Office(attachmenttest.Word, part("word/vbaProject.bin")), "a.docx", "", domain.ReasonAttachmentMacros},
		"macros_in_another_case":     {attachmenttest.Office(attachmenttest.Sheet, part("xl/VBAPROJECT.BIN")), "a.xlsx", "", domain.ReasonAttachmentMacros},
		"macro_enabled":              {attachmenttest.Office(attachmenttest.MacroSheet), "a.xlsm", "", domain.ReasonAttachmentMacros},
		"macros_of_odf":              {attachmenttest.OpenDocument("text", "", part("Basic/Standard/Module1.xml")), "a.odt", "", domain.ReasonAttachmentMacros},
		"locked_office":              {attachmenttest.LockedOffice(), "a.docx", "", domain.ReasonAttachmentLocked},
		"old_office":                 {attachmenttest.LockedOffice(), "a.doc", "", domain.ReasonAttachmentType},
		"locked_odf":                 {attachmenttest.OpenDocument("text", "<encryption-data/>"), "a.odt", "", domain.ReasonAttachmentLocked},
		"locked_archive":             {locked, "a.docx", "", domain.ReasonAttachmentLocked},
		"locked_pdf":                 {attachmenttest.PDF("/Encrypt 5 0 R"), "a.pdf", "", domain.ReasonAttachmentLocked},
		"bomb":                       {attachmenttest.Bomb(), "a.docx", "", domain.ReasonAttachmentBomb},
		"too_many_pixels":            {attachmenttest.Huge(20_000, 10_000), "a.png", "", domain.ReasonAttachmentPixels},
		"pixels_beyond_all_bounds":   {attachmenttest.Huge(1<<31-1, 1<<31-1), "a.png", "", domain.ReasonAttachmentDamaged},
		"no_pixels":                  {attachmenttest.Huge(0, 5), "a.png", "", domain.ReasonAttachmentDamaged},
		"jpeg_without_an_end":        {jpeg[:len(jpeg)-2], "a.jpg", "", domain.ReasonAttachmentDamaged},
		"jpeg_head_alone":            {append([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00"), make([]byte, 100)...), "a.jpg", "", domain.ReasonAttachmentDamaged},
		"png_with_a_wrong_checksum":  {bytes.Replace(attachmenttest.PNG(1), []byte("IDAT"), []byte("IDAT\x00"), 1), "a.png", "", domain.ReasonAttachmentDamaged},
		"pdf_without_an_end":         {pdf[:30], "a.pdf", "", domain.ReasonAttachmentDamaged},
		"document_without_its_types": {attachmenttest.Office("text/plain"), "a.docx", "", domain.ReasonAttachmentType},
		"odf_without_a_manifest":     {attachmenttest.Zip(attachmenttest.Part{Name: "mimetype", Content: open + "text"}), "a.odt", "", domain.ReasonAttachmentDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := look(tt.content, tt.name, tt.said)
			var e *domain.Error
			if !errors.As(err, &e) || e.Code != domain.Invalid || e.Reason != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// samples are files that are accepted.
func samples() map[string][]byte {
	return map[string][]byte{
		"a.jpg": attachmenttest.Photograph(6), "a.png": attachmenttest.PNG(3), "a.webp": attachmenttest.WebP(8),
		"a.pdf": attachmenttest.PDF(""), "a.docx": attachmenttest.Office(attachmenttest.Word), "a.odt": attachmenttest.OpenDocument("text", ""),
	}
}

// What is cut off anywhere is refused, unless only what follows the file's end is missing.
func TestInspect_refuses_every_beginning(t *testing.T) {
	for name, whole := range samples() {
		_, want, err := look(whole, name, "")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for n := 1; n < len(whole); n++ {
			_, kept, err := look(whole[:n], name, "")
			if err == nil && !bytes.Equal(kept, want) && name != "a.pdf" {
				t.Errorf("%s: the first %d of %d bytes are accepted", name, n, len(whole))
			}
			if err != nil && domain.CodeOf(err) != domain.Invalid {
				t.Errorf("%s: the first %d bytes: %v", name, n, err)
			}
		}
	}
}

// A flipped byte may be refused or not, but is no panic and no fault of ours.
func TestInspect_stands_every_flipped_byte(t *testing.T) {
	for name, whole := range samples() {
		for n := range whole {
			broken := bytes.Clone(whole)
			broken[n] ^= 0xff
			if _, _, err := look(broken, name, ""); err != nil && domain.CodeOf(err) != domain.Invalid {
				t.Errorf("%s, byte %d: %v", name, n, err)
			}
		}
	}
}

// Pictures keep their pixels and how they are turned, and tell no more.
func TestInspect_takes_out_what_photographs_tell(t *testing.T) {
	for name, tt := range map[string]struct {
		content func(uint16) []byte
		kept    string // the orientation's Exif, where there is one
	}{
		"a.jpg":  {attachmenttest.Photograph, "Exif\x00\x00MM\x00*"},
		"a.png":  {attachmenttest.PNG, "eXIfMM\x00*"},
		"a.webp": {attachmenttest.WebP, "EXIF\x1a\x00\x00\x00MM\x00*"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, orientation := range []uint16{1, 6} {
				whole := tt.content(orientation)
				_, kept, err := look(whole, name, "")
				if err != nil {
					t.Fatal(err)
				}
				for _, told := range []string{"Banyuwangi", "8.2191S", "xmp", "\x25\x88", "mp42", "priv", "tIME"} {
					if bytes.Contains(kept, []byte(told)) {
						t.Errorf("it still tells %q", told)
					}
				}
				turned := bytes.Contains(kept, append([]byte("\x01\x12\x00\x03\x00\x00\x00\x01\x00"), byte(orientation)))
				if has := bytes.Contains(kept, []byte(tt.kept)); has != (orientation == 6) || turned != has {
					t.Errorf("orientation %d: Exif %v, turned %v", orientation, has, turned)
				}
				samePixels(t, whole, kept)
			}
		})
	}
}

func samePixels(t *testing.T, before, after []byte) {
	t.Helper()
	a, _, err := image.Decode(bytes.NewReader(before))
	if err != nil {
		t.Fatal(err)
	}
	b, _, err := image.Decode(bytes.NewReader(after))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("the picture changed: %s", diff)
	}
}

// The colour profile belongs to the picture.
func TestInspect_keeps_colours(t *testing.T) {
	_, kept, err := look(attachmenttest.Photograph(1), "a.jpg", "")
	if err != nil || !bytes.Contains(kept, []byte("ICC_PROFILE\x00\x01\x01colours")) || !bytes.Contains(kept, []byte("JFIF")) {
		t.Errorf("%v: %q", err, kept[:200])
	}
}
