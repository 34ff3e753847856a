package demo

import (
	"context"
	"slices"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/dinas"
)

// Login is one account of the demo. Its password is fixed and known to
// everybody: the demo listens on the machine itself only.
type Login struct {
	Username string
	Role     access.Role
	Dinas    dinas.Code
}

// Password returns the login's password.
func (l Login) Password() string { return "demo-" + l.Username }

// The accounts that belong to no dinas.
var (
	administrator = Login{Username: "admin", Role: access.Administrator}
	moderator     = Login{Username: "moderator", Role: access.Moderator}
	moderator2    = Login{Username: "moderator2", Role: access.Moderator}
	inspector     = Login{Username: "inspector", Role: access.Inspector}
)

// withApprover are the dinas whose head has an account too.
var withApprover = []dinas.Code{"dispendukcapil", "dinsosppkb", "bapenda", "dpmd"}

func staffOf(code dinas.Code) Login {
	return Login{Username: "staff-" + string(code), Role: access.Staff, Dinas: code}
}

func approverOf(code dinas.Code) Login {
	return Login{Username: "approver-" + string(code), Role: access.Approver, Dinas: code}
}

// logins returns the accounts of an era: first those without a dinas.
func logins(d data, era string) []Login {
	list := []Login{administrator, moderator}
	if era != eraOf2011 {
		list = append(list, moderator2, inspector)
	}
	codes := dinasOf(d, era)
	for _, code := range codes {
		list = append(list, staffOf(code))
	}
	for _, code := range codes {
		if slices.Contains(withApprover, code) && era != eraOf2011 {
			list = append(list, approverOf(code))
		}
	}
	return list
}

// dinasOf returns the dinas that held questions of the era, in order of code.
func dinasOf(d data, era string) []dinas.Code {
	var codes []dinas.Code
	for _, q := range d.questions {
		if q.Era == era {
			codes = append(codes, dinas.Code(q.Dinas))
			if q.WrongDinas != "" {
				codes = append(codes, dinas.Code(q.WrongDinas))
			}
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// names are invented.
var names = []string{
	"Retno Wulandari", "Bagus Prasetyo", "Ratna Kartikasari", "Joko Sumarsono", "Dyah Pitaloka Rini", "Hendro Wicaksono",
	"Sri Rahayuningsih", "Arif Budiman Saleh", "Nanik Purwanti", "Teguh Santosa", "Yuni Astutik", "Gatot Suharyono",
	"Lestari Handayani", "Rudi Hermawan", "Maya Anggraini", "Dwi Cahyono", "Titik Maryati", "Bambang Irawan",
	"Indah Permatasari", "Slamet Riyadi Putra", "Endang Susilowati", "Wahyu Nugroho", "Fitri Nuraini", "Agung Setiawan",
	"Kartika Dewanti", "Moch. Fauzan", "Ida Ayu Laksmi", "Sigit Purnomo", "Ninik Hidayati", "Anton Wijaya",
	"Rini Kusumastuti", "Hari Subagyo", "Umi Latifah", "Edi Winarno", "Dewi Sekarsari", "Taufik Rahman", "Wiwik Suprapti",
}

// operator is who sits at the machine.
var operator = domain.Actor{Kind: domain.ActorSystem}

// hire makes the accounts of the list that are not there yet.
func (w *world) hire(list []Login) func(context.Context) error {
	return func(ctx context.Context) error {
		for _, l := range list {
			if _, there := w.people[l.Username]; there {
				continue
			}
			u, err := w.app.AddUser(ctx, operator, account.User{Username: l.Username, Role: l.Role, Dinas: l.Dinas,
				Name: names[len(w.people)%len(names)]}, l.Password())
			if err != nil {
				return err
			}
			w.people[l.Username] = access.Principal{User: u.ID, Role: u.Role, Dinas: u.Dinas}
		}
		return nil
	}
}

// retire disables the accounts of a dinas that ended.
func (w *world) retire(l Login) func(context.Context) error {
	return func(ctx context.Context) error {
		disabled := true
		_, err := w.app.ChangeUser(ctx, operator, w.people[l.Username].User, nil, userDisabled(disabled))
		return err
	}
}

// planPeople plans when accounts come and go.
func (w *world) planPeople() {
	w.at(firstDay, "hire", w.hire(logins(w.data, eraOf2011)))
	for _, code := range dinasOf(w.data, eraOf2011) {
		if d := w.dinas[code]; !d.ValidTo.IsZero() && d.ValidTo.At(0).Before(w.now) {
			w.at(d.ValidTo.AddDays(1).At(8*time.Hour), "retire "+string(code), w.retire(staffOf(code)))
		}
	}
	start := w.office.calendar.AddWorkingDays(domain.DateOf(w.now), w.earliest()-10)
	w.at(start.At(8*time.Hour), "hire", w.hire(logins(w.data, eraOfToday)))
}
