package inspect

import (
	"bytes"
	"errors"
	"io"
)

// pieces is a file that is made of parts of another one and of bytes of our own,
// read as if it were there: it takes the room of its list only.
type pieces struct {
	from io.ReaderAt
	list []piece
	size int64
}

// piece is a part of the file it is from, or own bytes; at is where it begins in
// the file that is made.
type piece struct {
	at, start, size int64
	own             []byte
}

// keep adds the bytes from start to end of the file.
func (p *pieces) keep(start, end int64) {
	if n := len(p.list); n > 0 && p.list[n-1].own == nil && p.list[n-1].start+p.list[n-1].size == start {
		p.list[n-1].size += end - start
	} else {
		p.list = append(p.list, piece{at: p.size, start: start, size: end - start})
	}
	p.size += end - start
}

// put adds bytes of our own.
func (p *pieces) put(own []byte) {
	p.list = append(p.list, piece{at: p.size, size: int64(len(own)), own: own})
	p.size += int64(len(own))
}

// reader returns the file that is made.
func (p *pieces) reader() io.ReadSeeker { return io.NewSectionReader(p, 0, p.size) }

// ReadAt implements io.ReaderAt.
func (p *pieces) ReadAt(b []byte, at int64) (n int, err error) {
	for _, part := range p.list {
		if n == len(b) {
			return n, nil
		}
		if at >= part.at+part.size {
			continue
		}
		want := min(int64(len(b)-n), part.at+part.size-at)
		read, err := p.source(part).ReadAt(b[n:n+int(want)], at-part.at)
		n, at = n+read, at+int64(read)
		if int64(read) < want {
			return n, errors.Join(io.ErrUnexpectedEOF, err)
		}
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func (p *pieces) source(part piece) io.ReaderAt {
	if part.own != nil {
		return bytes.NewReader(part.own)
	}
	return io.NewSectionReader(p.from, part.start, part.size)
}
