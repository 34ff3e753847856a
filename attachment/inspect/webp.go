package inspect

import (
	"encoding/binary"
	"slices"
)

// webpKept are the chunks that a picture needs (RFC 9649, section 2).
var webpKept = []string{"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"}

// The flags of a VP8X chunk that say of chunks which do not stay.
const (
	webpHasXMP  = 1 << 2
	webpHasExif = 1 << 3
)

// webpPieces keeps the chunks that the picture needs, up to its end. Of the Exif
// the orientation stays.
func webpPieces(s source) (*pieces, error) {
	head, err := s.readAt(0, 12)
	if err != nil {
		return nil, err
	}
	end := int64(binary.LittleEndian.Uint32(head[4:])) + 8
	if end > s.size {
		return nil, damaged("%d bytes, not %d", s.size, end)
	}
	body := &webpBody{s: s, kept: &pieces{from: s}, flags: -1}
	body.kept.put(head)
	at := int64(12)
	for range maxParts {
		if at+8 > end {
			return body.done(head)
		}
		if at, err = body.chunk(at, end); err != nil {
			return nil, err
		}
	}
	return nil, damaged("more than %d chunks", maxParts)
}

// webpBody is what is kept of a file so far.
type webpBody struct {
	s     source
	kept  *pieces
	flags int // the piece of the VP8X chunk, or -1
	exif  []byte
}

// chunk keeps what is needed of the chunk and returns where the next one stands.
func (b *webpBody) chunk(at, end int64) (int64, error) {
	head, err := b.s.readAt(at, 8)
	if err != nil {
		return 0, err
	}
	size, name := int64(binary.LittleEndian.Uint32(head[4:])), string(head[:4])
	next := at + 8 + size + size%2
	if next > end {
		return 0, damaged("chunk %q at %d", name, at)
	}
	switch {
	case name == "VP8X" && size == 10 && b.flags < 0:
		own, err := b.s.readAt(at, int(next-at))
		if err != nil {
			return 0, err
		}
		own[8] &^= webpHasXMP | webpHasExif
		b.flags = len(b.kept.list)
		b.kept.put(own)
	case name == "EXIF" && size <= 64<<10:
		exif, err := b.s.readAt(at+8, int(size))
		if err != nil {
			return 0, err
		}
		b.noteOrientation(exif)
	case slices.Contains(webpKept, name):
		b.kept.keep(at, next)
	}
	return next, nil
}

func (b *webpBody) noteOrientation(exif []byte) {
	if o := orientation(exif); o != 1 {
		tiff := onlyOrientation(o)
		b.exif = append(binary.LittleEndian.AppendUint32([]byte("EXIF"), uint32(len(tiff))), tiff...)
	}
}

// done says in the head how long the file is now.
func (b *webpBody) done(head []byte) (*pieces, error) {
	if b.exif != nil && b.flags >= 0 {
		b.kept.list[b.flags].own[8] |= webpHasExif
		b.kept.put(b.exif)
	}
	binary.LittleEndian.PutUint32(head[4:], uint32(b.kept.size-8))
	return b.kept, nil
}
