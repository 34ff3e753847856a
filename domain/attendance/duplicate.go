package attendance

import (
	"strings"

	"audiensi/domain"
	"audiensi/domain/intake"
	"audiensi/domain/session"
)

// Where a person of the list is already.
const (
	InFile    = "file"      // an earlier row of the same list
	Present   = "present"   // on the session's attendance list
	Withdrawn = "withdrawn" // taken off that list, and so it stays
)

// Duplicate is a row whose person is there already. Of is the earlier row, 0
// unless Where is InFile.
type Duplicate struct {
	Row   int
	Where string
	Of    int
}

// Known tells who is there already: somebody with the same name, role and desa,
// unless both have a telephone number and the numbers differ.
type Known struct{ people map[who][]known }

type who struct {
	name string
	role domain.AskerRole
	desa string
}

type known struct {
	phone string
	where string
	row   int
}

// NewKnown returns those of the attendance list.
func NewKnown(list []session.Attendee) *Known {
	k := &Known{people: map[who][]known{}}
	for _, a := range list {
		where := Present
		if a.Withdrawn {
			where = Withdrawn
		}
		k.add(a, where, 0)
	}
	return k
}

func (k *Known) add(a session.Attendee, where string, row int) {
	id := who{intake.Fold(a.Name), a.Role, a.Desa}
	k.people[id] = append(k.people[id], known{digits(a.Phone), where, row})
}

// New divides the entries into those that are new and those that are not; each
// counts as known from its row on.
func (k *Known) New(entries []Entry) (fresh []Entry, duplicates []Duplicate) {
	for _, e := range entries {
		if old := k.find(e.Attendee); old != nil {
			duplicates = append(duplicates, Duplicate{Row: e.Row, Where: old.where, Of: old.row})
			continue
		}
		k.add(e.Attendee, InFile, e.Row)
		fresh = append(fresh, e)
	}
	return fresh, duplicates
}

func (k *Known) find(a session.Attendee) *known {
	phone := digits(a.Phone)
	list := k.people[who{intake.Fold(a.Name), a.Role, a.Desa}]
	for i := range list {
		if phone == "" || list[i].phone == "" || phone == list[i].phone {
			return &list[i]
		}
	}
	return nil
}

// digits returns the digits of a telephone number; +62 is 0.
func digits(phone string) string {
	d := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
	if rest, ok := strings.CutPrefix(d, "62"); ok {
		return "0" + rest
	}
	return d
}
