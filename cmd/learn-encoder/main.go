// Command learn-encoder learns the model by which similar questions are found
// and writes it to the file that its argument names.
package main

import (
	"fmt"
	"os"

	"audiensi/cmd/refdata"
	"audiensi/domain/triage/examples"
	"audiensi/domain/triage/normal"
	"audiensi/domain/triage/similar/learn"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: learn-encoder FILE")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "learn-encoder:", err)
		os.Exit(1)
	}
}

func write(file string) error {
	places, err := refdata.PlaceNames()
	if err != nil {
		return err
	}
	n, err := normal.New(places)
	if err != nil {
		return err
	}
	list, err := examples.Builtin()
	if err != nil {
		return err
	}
	texts := make([]string, len(list))
	for i, e := range list {
		texts[i] = e.Text
	}
	families, err := learn.Families()
	if err != nil {
		return err
	}
	packed, err := learn.Learn(n, texts, families).Encode()
	if err != nil {
		return err
	}
	return os.WriteFile(file, packed, 0o644)
}
