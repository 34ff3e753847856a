// Package demo fills a store with a believable history: the real sessions of
// December 2011 and a series of invented ones around today, every question
// walked through its life by the real use cases at an injected clock.
package demo

import (
	"bytes"
	"embed"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

//go:embed data/*.yaml
var files embed.FS

// A question of the demo, what should become of it and by which detours.
type plannedQuestion struct {
	Number           int    `yaml:"-"` // its place in the file, from 1
	Text             string `yaml:"text"`
	Category         string `yaml:"category"`
	ProposedCategory string `yaml:"proposed_category"` // what it was taken for at first
	Class            string `yaml:"class"`
	Role             string `yaml:"role"`
	Asker            string `yaml:"asker"`
	Dinas            string `yaml:"dinas"`
	WrongDinas       string `yaml:"wrong_dinas"`
	Era              string `yaml:"era"`
	State            string `yaml:"state"`
	Path             []string
	Note             string
	Reply            string
	Answer           string
	Answer2          string
	AnsweredBy       string `yaml:"answered_by"`
	AskBack          string `yaml:"ask_back"`
	CorrectedText    string `yaml:"corrected_text"`
	CorrectionReason string `yaml:"correction_reason"`
	DismissReason    string `yaml:"dismiss_reason"`
	DismissReason2   string `yaml:"dismiss_reason2"`
	DisputeReason    string `yaml:"dispute_reason"`
	RecallReason     string `yaml:"recall_reason"`
	ReopenReason     string `yaml:"reopen_reason"`
	ReturnReason     string `yaml:"return_reason"`
	TransferReason   string `yaml:"transfer_reason"`
}

func (q plannedQuestion) has(detour string) bool { return slices.Contains(q.Path, detour) }

// key is the idempotency key it is captured with. It makes the receipt of a
// demo's question known again on a later start.
func (q plannedQuestion) key() string { return fmt.Sprintf("demo-question-%03d", q.Number) }

// A session of the demo: on a date, or so many working days from today.
type plannedSession struct {
	Key        string           `yaml:"key"`
	Title      string           `yaml:"title"`
	Place      string           `yaml:"place"`
	Kecamatan  []string         `yaml:"kecamatan"` // by name
	Date       string           `yaml:"date"`
	Time       string           `yaml:"time"`
	DayOffset  int              `yaml:"day_offset"`
	AutoAssign string           `yaml:"auto_assign"`
	Resources  []plannedSpeaker `yaml:"resource_persons"`
}

// plannedSpeaker is a resource person, named by position.
type plannedSpeaker struct {
	Position string `yaml:"position"`
}

type plannedAsker struct {
	Name string `yaml:"name"`
	Role string `yaml:"role"`
}

// data is everything that the files of the demo say.
type data struct {
	questions []plannedQuestion
	sessions  []plannedSession // of 2011 first
	askers    []plannedAsker
}

func readData() (d data, err error) {
	var first struct {
		Sessions []plannedSession `yaml:"sessions"`
	}
	var today []plannedSession
	for _, one := range []struct {
		file   string
		into   any
		strict bool // the file of 2011 tells more than the demo needs
	}{
		{"data/questions.yaml", &d.questions, true},
		{"data/askers.yaml", &d.askers, true},
		{"data/sessions.yaml", &today, true},
		{"data/rakorsus-2011.yaml", &first, false},
	} {
		content, err := files.ReadFile(one.file)
		if err != nil {
			return data{}, err
		}
		decoder := yaml.NewDecoder(bytes.NewReader(content))
		decoder.KnownFields(one.strict)
		if err := decoder.Decode(one.into); err != nil {
			return data{}, fmt.Errorf("read %s: %w", one.file, err)
		}
	}
	for i := range d.questions {
		d.questions[i].Number = i + 1
	}
	d.sessions = append(first.Sessions, today...)
	return d, nil
}
