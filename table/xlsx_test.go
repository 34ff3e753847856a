package table_test

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"audiensi/table"
)

// workbook returns an XLSX file that edit fills.
func workbook(t *testing.T, edit func(*excelize.File) error) []byte {
	t.Helper()
	book := excelize.NewFile()
	if err := edit(book); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func rows(list ...[]any) func(*excelize.File) error {
	return func(book *excelize.File) error {
		for i, row := range list {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestXLSX(t *testing.T) {
	day := time.Date(2011, 12, 20, 0, 0, 0, 0, time.UTC)
	for name, tt := range map[string]struct {
		file []byte
		want []string
	}{
		"cells": {workbook(t, rows([]any{"Nama", "No"}, []any{}, []any{"Suparno", 81234567890, true, day})),
			[]string{"1: Nama|No", "3: Suparno|81234567890|1|40897"}},
		"formula": {workbook(t, func(f *excelize.File) error {
			_ = f.SetCellFormula("Sheet1", "B1", "1+1")
			return f.SetCellValue("Sheet1", "C1", "x")
		}), []string{"1: ||x"}},
		"gaps": {workbook(t, func(f *excelize.File) error { return f.SetCellValue("Sheet1", "C9", "x") }), []string{"9: ||x"}},
		"rich text": {workbook(t, func(f *excelize.File) error {
			return f.SetCellRichText("Sheet1", "A1", []excelize.RichTextRun{{Text: "Su"}, {Text: "parno", Font: &excelize.Font{Bold: true}}})
		}), []string{"1: Suparno"}},
		"nothing in it":   {workbook(t, rows()), nil},
		"CSV":             {[]byte("a,b\n1,2\n"), []string{"file_kind XLSX"}},
		"empty":           {nil, []string{"file_empty"}},
		"old":             {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00"), []string{"file_old"}},
		"cut off":         {workbook(t, rows([]any{"a"}))[:900], []string{"file_malformed"}},
		"a zip, no sheet": {zipped(t, "a.txt", "x"), []string{"file_malformed"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, read(t, string(tt.file), table.XLSX, table.Limits{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestXLSX_encrypted(t *testing.T) {
	book := excelize.NewFile()
	var b bytes.Buffer
	if err := book.Write(&b, excelize.Options{Password: "rahasia"}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"file_encrypted"}, read(t, b.String(), table.XLSX, table.Limits{})); diff != "" {
		t.Error(diff)
	}
}

func zipped(t *testing.T, name, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// replaced returns the workbook with other bytes for its first sheet; said, if
// not 0, is the size that the archive claims they unpack to.
func replaced(t *testing.T, sheet []byte, said uint64) []byte {
	t.Helper()
	file := workbook(t, rows([]any{"a"}))
	in, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		if f.Name != "xl/worksheets/sheet1.xml" {
			if err := out.Copy(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	header := &zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate}
	if said == 0 {
		w, err := out.CreateHeader(header)
		if err == nil {
			_, err = w.Write(sheet)
		}
		if err != nil {
			t.Fatal(err)
		}
	} else {
		packed := deflated(t, sheet)
		header.CompressedSize64, header.UncompressedSize64, header.CRC32 = uint64(len(packed)), said, crc32.ChecksumIEEE(sheet)
		w, err := out.CreateRaw(header)
		if err == nil {
			_, err = w.Write(packed)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func deflated(t *testing.T, b []byte) []byte {
	t.Helper()
	file := zipped(t, "x", string(b))
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.File[0].OpenRaw()
	if err != nil {
		t.Fatal(err)
	}
	packed, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return packed
}

const sheetHead = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`

// A small file that unpacks to much, or says that it does not, or whose rows or
// columns are far apart, ends at a limit, and soon.
func TestXLSX_bombs(t *testing.T) {
	large := append([]byte(sheetHead), bytes.Repeat([]byte(" "), 40<<20)...)
	wide := sheetHead + strings.Repeat(`<row><c r="XFD1" t="inlineStr"><is><t></t></is></c><c r="XFD1"><f>1</f></c></row>`, 20_000) + "</sheetData></worksheet>"
	for name, tt := range map[string]struct {
		file []byte
		want []string
	}{
		"unpacks to much": {replaced(t, large, 0), []string{"too_large 32"}},
		"says it is less": {replaced(t, large, 100), []string{"file_malformed"}},
		"far row": {replaced(t, []byte(sheetHead+`<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>`), 0),
			[]string{"1048576: 1"}},
		"a row further than there are": {replaced(t, []byte(sheetHead+`<row r="99999999"><c><v>1</v></c></row></sheetData></worksheet>`), 0),
			[]string{"file_malformed"}},
		"far columns": {replaced(t, []byte(wide), 0), []string{"too_large 4"}},
		"entities": {replaced(t, []byte(`<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`+sheetHead+
			`<row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`), 0), []string{"file_malformed"}},
		"cut off inside": {replaced(t, []byte(sheetHead+"<row><c><v>1</v></c></row><row>"), 0), []string{"file_malformed"}},
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			if len(tt.file) > 1<<20 {
				t.Fatalf("the file has %d bytes", len(tt.file))
			}
			got := read(t, string(tt.file), table.XLSX, table.Limits{Bytes: 4 << 20, Rows: 1000})
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestOpenFile_by_name_and_bytes(t *testing.T) {
	dir := t.TempDir()
	for name, tt := range map[string]struct{ body, want string }{
		"daftar.XLSX": {string(workbook(t, rows([]any{"a"}))), ""},
		"daftar.csv":  {"a\n", ""},
		"lying.csv":   {string(workbook(t, rows([]any{"a"}))), "file_kind CSV"},
		"lying.xlsx":  {"a\n", "file_kind XLSX"},
		"old.xls":     {"x", "neither"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, []byte(tt.body), 0o600); err != nil {
				t.Fatal(err)
			}
			sheet, err := table.OpenFile(path, table.Limits{})
			switch {
			case tt.want == "neither":
				if err == nil || !strings.Contains(err.Error(), "neither with .csv nor with .xlsx") {
					t.Error(err)
				}
			case tt.want != "":
				if got := told(t, err); got != tt.want {
					t.Errorf("%s, want %s", got, tt.want)
				}
			case err != nil:
				t.Error(err)
			default:
				if err := sheet.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	if _, err := table.OpenFile(filepath.Join(dir, "none.csv"), table.Limits{}); !os.IsNotExist(err) {
		t.Error(err)
	}
}
