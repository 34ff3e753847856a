package inspect

import (
	"bytes"
	"encoding/binary"
)

// exifHeader begins the Exif of a JPEG, and of some WebP files.
const exifHeader = "Exif\x00\x00"

// tagOrientation says how a viewer turns the picture (Exif 2.3, 4.6.4 A).
const tagOrientation = 0x0112

// orientation returns what the Exif says of how to turn the picture, 1 for not
// at all, also where it cannot be read.
func orientation(tiff []byte) uint16 {
	tiff = bytes.TrimPrefix(tiff, []byte(exifHeader))
	order := byteOrder(tiff)
	if order == nil {
		return 1
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == tagOrientation {
			if v := order.Uint16(entries[8:]); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}

func byteOrder(tiff []byte) binary.ByteOrder {
	switch {
	case len(tiff) < 8:
		return nil
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
		return binary.LittleEndian
	case bytes.HasPrefix(tiff, []byte("MM\x00*")):
		return binary.BigEndian
	}
	return nil
}

// onlyOrientation returns a TIFF structure that says the orientation and nothing
// else: one directory with one entry.
func onlyOrientation(o uint16) []byte {
	tiff := []byte("MM\x00*\x00\x00\x00\x08")
	tiff = binary.BigEndian.AppendUint16(tiff, 1) // entries
	tiff = binary.BigEndian.AppendUint16(tiff, tagOrientation)
	tiff = binary.BigEndian.AppendUint16(tiff, 3) // SHORT
	tiff = binary.BigEndian.AppendUint32(tiff, 1) // of them
	tiff = binary.BigEndian.AppendUint16(tiff, o)
	return append(tiff, 0, 0, 0, 0, 0, 0) // filler, and no next directory
}
