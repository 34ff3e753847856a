package refdata

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"audiensi/domain/reference"
	"audiensi/domain/routing"
)

// Write puts the set into the folder as the files that Read reads, with the
// notice of the region data's licence; files that are there are replaced.
// Versions are not written.
func Write(dir string, set reference.Set) error {
	notice, err := data.ReadFile("data/" + noticeFile)
	if err != nil {
		return fmt.Errorf("write reference data: %w", err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "wilayah"), 0o755); err != nil {
		return fmt.Errorf("write reference data: %w", err)
	}
	files := map[string][]byte{noticeFile: notice}
	for file, records := range recordsOf(set) {
		if files[file], err = encode(columns[file], records); err != nil {
			return fmt.Errorf("write %s: %w", file, err)
		}
	}
	for file, body := range files {
		if err := replace(filepath.Join(dir, filepath.FromSlash(file)), body); err != nil {
			return fmt.Errorf("write reference data: %w", err)
		}
	}
	return nil
}

func recordsOf(set reference.Set) map[string][][]string {
	records := map[string][][]string{}
	add := func(file string, cells ...string) { records[file] = append(records[file], cells) }
	for file := range columns {
		records[file] = nil
	}
	for _, d := range set.Dinas {
		successors := make([]string, len(d.Successors))
		for i, code := range d.Successors {
			successors[i] = string(code)
		}
		add(dinasFile, string(d.Code), d.Name, d.ShortName, string(d.Kind), d.ValidFrom.String(), d.ValidTo.String(),
			strings.Join(successors, " "), d.SIPDCode, strconv.FormatBool(d.RequiresApproval))
	}
	for _, c := range set.Categories {
		add(categoryFile, string(c.Code), c.NameID, c.NameEN, c.Description, c.ValidFrom.String(), c.ValidTo.String(),
			strconv.Itoa(c.Position))
	}
	for _, k := range set.Kecamatan {
		add(kecamatanFile, k.Code, k.Name, k.ValidFrom.String(), k.ValidTo.String())
	}
	for _, d := range set.Desa {
		add(desaFile, d.Code, d.Name, string(d.Kind), d.ValidFrom.String(), d.ValidTo.String())
		for _, m := range d.Memberships {
			add(membershipFile, d.Code, m.Kecamatan, m.From.String(), m.To.String())
		}
	}
	for _, r := range set.Rules {
		add(ruleFile, r.ID.String(), strconv.Itoa(r.Position), string(r.Category), string(r.Class), r.Kecamatan,
			string(r.AskerRole), strings.Join(r.Terms, routing.TermSeparator), string(r.Dinas), r.ValidFrom.String(),
			r.ValidTo.String(), r.Note)
	}
	return records
}

func encode(header []string, records [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(header); err != nil {
		return nil, err
	}
	if err := w.WriteAll(records); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// replace writes the file beside its place and moves it there, so that no half
// file is ever seen.
func replace(path string, body []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone already once it has been moved
	_, err = f.Write(body)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	return err
}
