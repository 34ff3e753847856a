// Audiensi is the backend of the Rakorsus: questions of village heads are
// logged, given to the dinas that can solve them, and followed to the end.
package main

import (
	_ "embed"
	"os"

	"audiensi/cmd"
)

//go:embed openapi.yaml
var contract []byte

func main() { os.Exit(cmd.Main(os.Args[1:], contract)) }
