package inspect

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// The markers of a JPEG that matter here (ITU T.81, table B.1).
const (
	markTEM   = 0x01
	markRST0  = 0xd0
	markRST7  = 0xd7
	markSOI   = 0xd8
	markEOI   = 0xd9
	markSOS   = 0xda
	markAPP0  = 0xe0
	markAPP1  = 0xe1
	markAPP2  = 0xe2
	markAPP14 = 0xee
	markAPP15 = 0xef
	markCOM   = 0xfe
)

// jpegPieces keeps the segments that the picture needs, up to its end: no
// comments, and of what programs add only JFIF, the colour profile and Adobe's
// colour transform. Of the Exif the orientation stays.
func jpegPieces(s source) (*pieces, error) {
	kept := &pieces{from: s}
	kept.keep(0, 2) // SOI
	at := int64(2)
	for range maxParts {
		mark, start, err := nextMarker(s, at)
		if err != nil {
			return nil, err
		}
		if mark == markEOI {
			kept.put([]byte{0xff, markEOI})
			return kept, nil
		}
		end, err := segmentEnd(s, mark, start)
		if err != nil {
			return nil, err
		}
		if err := keepSegment(s, kept, mark, start, end); err != nil {
			return nil, err
		}
		at = end
	}
	return nil, damaged("more than %d segments", maxParts)
}

// nextMarker returns the marker at the place and where it starts, after the fill
// bytes that may stand before it.
func nextMarker(s source, at int64) (mark byte, start int64, err error) {
	for {
		b, err := s.readAt(at, 2)
		switch {
		case err != nil:
			return 0, 0, err
		case b[0] != 0xff:
			return 0, 0, damaged("no marker at %d", at)
		case b[1] != 0xff:
			return b[1], at, nil
		}
		at++
	}
}

// segmentEnd returns where the segment ends; a scan ends where the next marker
// stands that is no part of it.
func segmentEnd(s source, mark byte, start int64) (int64, error) {
	switch {
	case mark == markTEM || mark >= markRST0 && mark <= markRST7:
		return start + 2, nil
	case mark == markSOI || mark < 0xc0:
		return 0, damaged("marker %x at %d", mark, start)
	}
	b, err := s.readAt(start+2, 2)
	if err != nil {
		return 0, err
	}
	end := start + 2 + int64(binary.BigEndian.Uint16(b))
	if end < start+4 || end > s.size {
		return 0, damaged("segment at %d", start)
	}
	if mark == markSOS {
		return scanEnd(s, end)
	}
	return end, nil
}

// scanEnd returns where the compressed data that begins at the place ends.
func scanEnd(s source, at int64) (int64, error) {
	block := make([]byte, 64<<10)
	for {
		n, err := s.ReadAt(block, at)
		if n < 2 {
			return 0, errors.Join(damaged("no end of the picture"), noEOF(err))
		}
		for i := 0; ; {
			next := bytes.IndexByte(block[i:n-1], 0xff)
			if next < 0 {
				at += int64(n - 1)
				break
			}
			i += next
			if m := block[i+1]; m != 0 && (m < markRST0 || m > markRST7) {
				return at + int64(i), nil
			}
			if i += 2; i >= n-1 {
				at += int64(i)
				break
			}
		}
	}
}

func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// keepSegment keeps what the picture needs of one segment.
func keepSegment(s source, kept *pieces, mark byte, start, end int64) error {
	switch {
	case mark == markAPP1 && s.hasPrefix(start+4, exifHeader):
		exif, err := s.readAt(start+4, int(end-start-4))
		if err != nil {
			return err
		}
		if o := orientation(exif); o != 1 {
			kept.put(exifSegment(o))
		}
		return nil
	case mark == markCOM, mark >= markAPP0 && mark <= markAPP15 && !needed(s, mark, start+4):
		return nil
	}
	kept.keep(start, end)
	return nil
}

func needed(s source, mark byte, at int64) bool {
	switch mark {
	case markAPP0:
		return s.hasPrefix(at, "JFIF\x00")
	case markAPP2:
		return s.hasPrefix(at, "ICC_PROFILE\x00")
	case markAPP14:
		return s.hasPrefix(at, "Adobe")
	}
	return false
}

// exifSegment returns an APP1 segment with the orientation alone.
func exifSegment(o uint16) []byte {
	body := append([]byte(exifHeader), onlyOrientation(o)...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, markAPP1}, uint16(2+len(body)))
	return append(segment, body...)
}
