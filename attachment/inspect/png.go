package inspect

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngKept are the chunks that a picture needs, and those of its colours and its
// animation (PNG, third edition, section 11). Texts, times and what programs add
// are none of them.
var pngKept = []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI",
	"bKGD", "hIST", "pHYs", "acTL", "fcTL", "fdAT"}

// pngPieces keeps the chunks that the picture needs, up to its end, after
// proving their checksums. Of the Exif the orientation stays.
func pngPieces(s source) (*pieces, error) {
	kept := &pieces{from: s}
	kept.keep(0, int64(len(pngSignature)))
	at := kept.size
	for n := range maxParts {
		head, err := s.readAt(at, 8)
		if err != nil {
			return nil, err
		}
		size, name := int64(binary.BigEndian.Uint32(head)), string(head[4:])
		end := at + 12 + size
		if end > s.size || (n == 0) != (name == "IHDR") {
			return nil, damaged("chunk %q at %d", name, at)
		}
		if err := keepChunk(s, kept, name, at, end); err != nil {
			return nil, err
		}
		if at = end; name == "IEND" {
			return kept, nil
		}
	}
	return nil, damaged("more than %d chunks", maxParts)
}

func keepChunk(s source, kept *pieces, name string, at, end int64) error {
	if name == "eXIf" && end-at <= 64<<10 {
		exif, err := s.readAt(at+8, int(end-at-12))
		if err == nil && orientation(exif) != 1 {
			kept.put(pngChunk("eXIf", onlyOrientation(orientation(exif))))
		}
		return err
	}
	if !slices.Contains(pngKept, name) {
		return nil
	}
	sum := crc32.NewIEEE()
	if _, err := io.Copy(sum, io.NewSectionReader(s, at+4, end-at-8)); err != nil {
		return err
	}
	said, err := s.readAt(end-4, 4)
	if err != nil {
		return err
	}
	if sum.Sum32() != binary.BigEndian.Uint32(said) {
		return damaged("checksum of chunk %q at %d", name, at)
	}
	kept.keep(at, end)
	return nil
}

// pngChunk returns a chunk with its checksum.
func pngChunk(name string, body []byte) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = append(append(chunk, name...), body...)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}
