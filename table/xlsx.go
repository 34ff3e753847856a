package table

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"audiensi/domain"
)

// inMemory is how large a sheet may be to be unpacked in memory; a larger one is
// unpacked into a temporary file.
const inMemory = 8 << 20

type xlsxSource struct {
	book *excelize.File
	rows *excelize.Rows
	row  int
	base bool // days count from 1904
}

// openXLSX opens the first sheet. Of a formula, the value that the spreadsheet
// saved is read.
func openXLSX(in io.Reader, l Limits) (source, error) {
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(text, oleHead) {
		return nil, oldWorkbook(text)
	}
	limit := l.Bytes * unpacked
	if err := verify(text, limit); err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(text), excelize.Options{RawCellValue: true,
		UnzipSizeLimit: limit, UnzipXMLSizeLimit: min(inMemory, limit)})
	if err != nil {
		return nil, unreadable("file_malformed", "", err)
	}
	x := &xlsxSource{book: book}
	if err := x.begin(); err != nil {
		return nil, closing(unreadable("file_malformed", "", err), book)
	}
	return x, nil
}

func (x *xlsxSource) begin() error {
	props, err := x.book.GetWorkbookProps()
	if err != nil {
		return err
	}
	x.base = props.Date1904 != nil && *props.Date1904
	x.rows, err = x.book.Rows(x.book.GetSheetName(0))
	return err
}

// oldWorkbook tells an encrypted workbook from one of Excel 97 to 2003: only the
// first has a stream of that name (MS-OFFCRYPTO 2.3.4.4).
func oldWorkbook(text []byte) error {
	var name []byte
	for _, u := range utf16.Encode([]rune("EncryptedPackage")) {
		name = append(name, byte(u), byte(u>>8))
	}
	if bytes.Contains(text, name) {
		return unreadable("file_encrypted", "", nil)
	}
	return unreadable("file_old", "", nil)
}

// next returns the next row and its number.
func (x *xlsxSource) next() (int, []string, error) {
	if !x.rows.Next() {
		if err := x.rows.Error(); err != nil {
			return 0, nil, unreadable("file_malformed", "", err)
		}
		return 0, nil, io.EOF
	}
	x.row++
	cells, err := x.rows.Columns()
	if err != nil {
		return 0, nil, unreadable("file_malformed", "", err)
	}
	if i := slices.IndexFunc(cells, func(c string) bool { return invalidAt(c) >= 0 }); i >= 0 {
		return 0, nil, unreadable("file_malformed", "", domain.InvalidField(columnName(i), "utf8", ""))
	}
	return x.row, cells, nil
}

func (x *xlsxSource) date1904() bool { return x.base }

// Close implements io.Closer; it removes temporary files too.
func (x *xlsxSource) Close() error {
	err := x.rows.Close()
	if x.rows.Error() != nil {
		err = nil // next told it
	}
	return errors.Join(err, x.book.Close())
}
