package table_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"audiensi/table"
)

func TestDate(t *testing.T) {
	sheet, err := table.Open(strings.NewReader("a\n"), table.CSV, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{
		"20 Desember 2011": "2011-12-20", "20/12/2011": "2011-12-20", "2011-12-20": "2011-12-20", "40897": "2011-12-20", "40897.5": "2011-12-20",
		"Selasa, 20 Desember 2011": "2011-12-20", "Jum'at 23 Des. 2011": "2011-12-23", "20-12-2011": "2011-12-20", "1.2.2012": "2012-02-01",
		"5 mei 2012": "2012-05-05", "17-Agt-2012": "2012-08-17", "2011-12-20T00:00:00Z": "2011-12-20", "20/12/2011 09.30": "2011-12-20",
		"2011-12-20 09:30:15 WIB": "2011-12-20", " 3 nopember 2011 ": "2011-11-03", "December 20": "", "20 Desember": "", "20/12/11": "", "12/20/2011": "",
		"30 Februari 2012": "", "29 Februari 2012": "2012-02-29", "29/2/2011": "", "20 Desembr 2011": "", "2011": "", "1": "", "": "", "kemarin": "",
		"0/1/2011": "", "1e9": "", "NaN": "", "Inf": "", "-40897": "", "20 Desember 2011 pagi": "",
	} {
		if got := sheet.Date(cell).String(); got != want {
			t.Errorf("%q is %q, want %q", cell, got, want)
		}
	}
}

// Workbooks of old Macintosh programs count from another day.
func TestDate_from_1904(t *testing.T) {
	yes := true
	file := workbook(t, func(f *excelize.File) error {
		return f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
	})
	sheet, err := table.Open(bytes.NewReader(file), table.XLSX, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := sheet.Date("39435").String(); got != "2011-12-20" {
		t.Error(got)
	}
	if err := sheet.Close(); err != nil {
		t.Error(err)
	}
}
