package attachmenttest

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
)

// Place is what the photographs tell of where they were taken, in every form
// that metadata has.
const Place = "8.2191S 114.3691E Banyuwangi"

func picture(width, height int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.Set(x, y, color.RGBA{uint8(x * 7), uint8(y * 5), uint8(x * y), 255})
		}
	}
	return m
}

// JPEG returns a picture without metadata.
func JPEG(width, height int) []byte {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, picture(width, height), nil) // a buffer takes everything
	return b.Bytes()
}

// Photograph returns a JPEG as phones make them: Exif with orientation and
// place, a second Exif-like block of XMP, a comment, IPTC, and a film behind it.
func Photograph(orientation uint16) []byte {
	segment := func(mark byte, body string) []byte {
		return append(binary.BigEndian.AppendUint16([]byte{0xff, mark}, uint16(2+len(body))), body...)
	}
	plain := JPEG(40, 30)
	return slices.Concat(plain[:2],
		segment(0xe0, "JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00"),
		segment(0xe1, "Exif\x00\x00"+string(Exif(orientation))),
		segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+Place+"</x:xmpmeta>"),
		segment(0xe2, "ICC_PROFILE\x00\x01\x01colours"),
		segment(0xe2, "MPF\x00"+Place),
		segment(0xed, "Photoshop 3.0\x008BIM\x04\x04"+Place),
		segment(0xfe, Place),
		plain[2:], []byte("ftypmp42"+Place))
}

// Exif returns a little-endian TIFF structure with an orientation, a maker's
// note and a directory of GPS positions.
func Exif(orientation uint16) []byte {
	le := binary.LittleEndian
	tiff := []byte("II*\x00\x08\x00\x00\x00")
	entry := func(tag, kind uint16, count, value uint32) {
		tiff = le.AppendUint32(le.AppendUint32(le.AppendUint16(le.AppendUint16(tiff, tag), kind), count), value)
	}
	tiff = le.AppendUint16(tiff, 3)
	entry(0x010f, 2, uint32(len(Place)), 80) // maker
	entry(0x0112, 3, 1, uint32(orientation))
	entry(0x8825, 4, 1, 50) // the GPS directory
	tiff = le.AppendUint32(tiff, 0)
	tiff = le.AppendUint16(tiff, 1)
	entry(0x0002, 5, 3, 120) // latitude: three fractions
	tiff = append(tiff, make([]byte, 80-len(tiff))...)
	tiff = append(tiff, Place...)
	tiff = append(tiff, make([]byte, 120-len(tiff))...)
	for _, n := range []uint32{8, 1, 13, 1, 876, 100} {
		tiff = le.AppendUint32(tiff, n)
	}
	return tiff
}

// PNG returns a picture with texts, a time and Exif.
func PNG(orientation uint16) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, picture(40, 30))
	plain := b.Bytes()
	head := 8 + 25 // the signature and IHDR
	return slices.Concat(plain[:head], Chunk("tEXt", "Comment\x00"+Place), Chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+Place),
		Chunk("zTXt", "Title\x00\x00"+Place), Chunk("tIME", "\x07\xea\x03\x02\x02\x1e\x00"), Chunk("eXIf", string(Exif(orientation))),
		Chunk("prIv", Place), plain[head:], []byte(Place))
}

// Chunk returns a chunk of a PNG.
func Chunk(name, body string) []byte {
	c := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	c = append(c, name+body...)
	return binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE(c[4:]))
}

// onePixel is the VP8 chunk of a picture of one pixel.
var onePixel, _ = base64.StdEncoding.DecodeString("VlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")

// WebP returns a picture of one pixel with Exif and XMP.
func WebP(orientation uint16) []byte {
	const hasXMP, hasExif = 1 << 2, 1 << 3
	body := slices.Concat([]byte("WEBP"), riff("VP8X", string([]byte{hasXMP | hasExif, 0, 0, 0, 0, 0, 0, 0, 0, 0})), onePixel,
		riff("EXIF", string(Exif(orientation))), riff("XMP ", Place), riff("priv", Place))
	return append(riff("RIFF", string(body)), Place...)
}

func riff(name, body string) []byte {
	c := binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body)))
	c = append(c, body...)
	return append(c, make([]byte, len(body)%2)...)
}

// Huge returns the head of a PNG that says it has so many pixels.
func Huge(width, height uint32) []byte {
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	return slices.Concat([]byte("\x89PNG\r\n\x1a\n"), Chunk("IHDR", string(size)+"\x08\x02\x00\x00\x00"), Chunk("IDAT", "x"), Chunk("IEND", ""))
}
