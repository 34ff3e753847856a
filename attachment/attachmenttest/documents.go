package attachmenttest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
)

// PDF returns a document with something in its trailer.
func PDF(trailer string) []byte {
	return []byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R" + trailer + ">>\nstartxref\n9\n%%EOF\n")
}

// Part is an entry of an archive.
type Part struct{ Name, Content string }

// Zip returns an archive of the parts; the first is not compressed.
func Zip(parts ...Part) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, p := range parts {
		method := zip.Deflate
		if i == 0 {
			method = zip.Store
		}
		f, _ := w.CreateHeader(&zip.FileHeader{Name: p.Name, Method: method}) // a buffer takes everything
		_, _ = f.Write([]byte(p.Content))
	}
	_ = w.Close()
	return b.Bytes()
}

const openXML = "application/vnd.openxmlformats-officedocument."

// The main parts of Office Open XML documents.
const (
	Word       = openXML + "wordprocessingml.document.main+xml"
	Sheet      = openXML + "spreadsheetml.sheet.main+xml"
	Slides     = openXML + "presentationml.presentation.main+xml"
	MacroSheet = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
)

// Office returns an Office Open XML document whose main part has the type.
func Office(main string, more ...Part) []byte {
	types := `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + main + `"/></Types>`
	return Zip(append([]Part{{"[Content_Types].xml", types}, {"_rels/.rels", "<Relationships/>"}, {"word/document.xml", "<document/>"}}, more...)...)
}

// OpenDocument returns an OpenDocument of the type, such as "text".
func OpenDocument(kind, manifest string, more ...Part) []byte {
	parts := []Part{{"mimetype", "application/vnd.oasis.opendocument." + kind}, {"content.xml", "<content/>"},
		{"META-INF/manifest.xml", "<manifest>" + manifest + "</manifest>"}}
	return Zip(append(parts, more...)...)
}

// Bomb returns a document that expands to some 400 MB: four entries of zeros.
func Bomb() []byte {
	const size = 100 << 20
	var packed, b bytes.Buffer
	sum := crc32.NewIEEE()
	deflate, _ := flate.NewWriter(&packed, flate.BestSpeed) // a level that there is
	zeros := make([]byte, 1<<20)
	for range size / len(zeros) {
		_, _ = io.MultiWriter(deflate, sum).Write(zeros) // buffers take everything
	}
	_ = deflate.Close()
	w := zip.NewWriter(&b)
	types, _ := w.Create("[Content_Types].xml")
	_, _ = io.WriteString(types, `<Types><Override ContentType="`+Word+`"/></Types>`)
	for _, name := range []string{"word/a.xml", "word/b.xml", "word/c.xml", "word/d.xml"} {
		f, _ := w.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: sum.Sum32(), CompressedSize64: uint64(packed.Len()), UncompressedSize64: size})
		_, _ = f.Write(packed.Bytes())
	}
	_ = w.Close()
	return b.Bytes()
}

// LockedOffice returns the head of what a password makes of an Office document:
// an OLE container.
func LockedOffice() []byte {
	return append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 4096)...)
}
