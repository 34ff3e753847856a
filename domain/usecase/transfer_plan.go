package usecase

import (
	"fmt"
	"slices"
	"strings"

	"audiensi/domain"
	"audiensi/domain/account"
	"audiensi/domain/ledger"
	"audiensi/domain/transfer"
)

// TransferPlan is what an import of a file would do here, now. Accounts are those
// to be made, with the username that they get.
type TransferPlan struct {
	Sessions  Tally
	Attendees Tally
	Questions Tally
	Accounts  []account.User
	Missing   []MissingReference
	Refused   []Refusal

	questions map[domain.QuestionID]*planned
}

// Tally counts chains by their standing. Refused are the forked ones and what is
// tied to them.
type Tally struct{ New, Same, Behind, Continued, Refused int }

func (t *Tally) add(s Standing) { *t.of(s)++ }

func (t *Tally) of(s Standing) *int {
	return map[Standing]*int{New: &t.New, Same: &t.Same, Behind: &t.Behind, Continued: &t.Continued, Forked: &t.Refused}[s]
}

// Writes counts what is written.
func (t *Tally) Writes() int { return t.New + t.Continued }

// MissingReference is what the file names and this database does not have. Kind is
// "dinas", "category", "kecamatan" or "desa".
type MissingReference struct{ Kind, Code string }

// Refusal names a chain that is left alone. Here and File are the hashes of the last
// events, at both places; Other is the question that keeps it from being taken, if
// the fault is not its own.
type Refusal struct {
	Kind       string // "session", "attendee" or "question"
	ID         string
	Here, File ledger.Hash
	Other      domain.QuestionID
	Why        RefusedWhy
}

// RefusedWhy says why a chain is left alone.
type RefusedWhy string

// The reasons.
const (
	WentOn   RefusedWhy = "forked"  // both places went on with it, differently
	KeyTaken RefusedWhy = "key"     // Other was captured here under its key, or has its receipt
	TiedTo   RefusedWhy = "tied_to" // it is tied to Other, which is left alone
)

// planned is what is remembered of a question of the file between the check and
// the writing: some hundred bytes.
type planned struct {
	head     ledger.Hash
	standing Standing
	ties     []domain.QuestionID
	group    *group
}

// group is questions that are tied to one another: they are written together, or
// none of them.
type group struct {
	size   int
	buried domain.QuestionID // the one that is refused, if there is one
}

// tieGroups puts every tied question in its group and refuses the groups with a
// question that is refused.
func (p *TransferPlan) tieGroups() error {
	for id, q := range p.questions {
		if q.group != nil || len(q.ties) == 0 {
			continue
		}
		if err := p.spread(id, &group{}); err != nil {
			return err
		}
	}
	for id, q := range p.questions {
		g := q.group
		if g == nil || g.buried.IsZero() || q.standing != New && q.standing != Continued {
			continue
		}
		*p.Questions.of(q.standing)--
		q.standing = Forked
		p.Questions.Refused++
		p.Refused = append(p.Refused, Refusal{Kind: "question", ID: id.String(), File: q.head, Other: g.buried, Why: TiedTo})
	}
	slices.SortStableFunc(p.Refused, func(a, b Refusal) int { return strings.Compare(a.ID, b.ID) })
	return nil
}

// spread puts the question and all that it is tied to, however far, in the group.
func (p *TransferPlan) spread(from domain.QuestionID, g *group) error {
	for next := []domain.QuestionID{from}; len(next) > 0; next = next[1:] {
		q := p.questions[next[0]]
		if q == nil {
			return fmt.Errorf("%w (question %s is tied to one that is missing)", transfer.ErrChanged, next[0])
		}
		if q.group != nil {
			continue
		}
		q.group = g
		g.size++
		if q.standing == Forked {
			g.buried = next[0]
		}
		next = append(next, q.ties...)
	}
	return nil
}
