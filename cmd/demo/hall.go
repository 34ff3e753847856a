package demo

import (
	"context"
	"fmt"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/dinas"
	"audiensi/domain/region"
	"audiensi/domain/session"
)

// hall is one session of the demo with its times.
type hall struct {
	plannedSession
	era       string
	id        domain.SessionID
	date      domain.Date
	opens     time.Time
	closes    time.Time // zero while it is open or planned
	held      bool      // it was opened
	kecamatan []string  // codes
	desa      []region.Desa
	seats     []*seat
	turns     []*journey // in spoken order
}

// speakers says which dinas speaks through whom.
var speakers = map[string]dinas.Code{
	"Kepala Badan Pemberdayaan Masyarakat - Pemerintahan Desa (BPM-PD)": "bpmpd-2011",
	"Kepala BPM-PD":                                    "bpmpd-2011",
	"Wakil Kepala Dinas Kependudukan":                  "dispendukcapil",
	"Kepala Dinas Pendapatan Daerah":                   "dispenda-2011",
	"Kepala Inspektorat":                               "inspektorat",
	"Inspektur Kabupaten":                              "inspektorat",
	"Kepala Dinas Sosial, PPKB":                        "dinsosppkb",
	"Kepala Badan Pendapatan Daerah":                   "bapenda",
	"Direktur RSUD Genteng":                            "rsud-genteng",
	"Kepala Dinas Kesehatan":                           "dinkes",
	"Kepala Dinas PU Pengairan":                        "dpu-pengairan",
	"Kepala Dinas Pertanian dan Pangan":                "dispertan",
	"Kepala Dinas Perikanan":                           "dinas-perikanan",
	"Kepala Dinas Kependudukan dan Pencatatan Sipil":   "dispendukcapil",
	"Kepala Dinas Pemberdayaan Masyarakat dan Desa":    "dpmd",
	"Kepala DPU Cipta Karya, Perumahan dan Permukiman": "dpu-ckpp",
}

// planHalls plans every session: announced a week before, opened, closed.
func (w *world) planHalls() {
	for _, s := range w.data.sessions {
		h := &hall{plannedSession: s, era: eraOfToday}
		w.date(h)
		w.chart(h)
		w.halls = append(w.halls, h)
		announced := w.office.calendar.AddWorkingDays(h.date, -7).At(10 * time.Hour)
		if last := w.office.lately(w.now, time.Hour).Add(-time.Hour / 2); announced.After(last) {
			announced = last
		}
		w.at(announced, "plan "+h.Key, func(ctx context.Context) error { return w.announce(ctx, h) })
		if h.held {
			w.at(h.opens, "open "+h.Key, func(ctx context.Context) error { return w.open(ctx, h) })
		}
	}
}

// date sets the session's times: a morning or an afternoon of its day; the one
// of today has been going on for less than two hours of working time.
func (w *world) date(h *hall) {
	h.opens = time.Time{}
	start := 8*time.Hour + 30*time.Minute
	switch {
	case h.Date != "":
		h.era, h.AutoAssign = eraOf2011, string(session.Never) // nobody had rules then
		h.date, _ = domain.ParseDate(h.Date)                   // a test reads the file
	case h.DayOffset == 0:
		h.opens = w.office.lately(w.now, 100*time.Minute).Add(-100 * time.Minute)
		h.date, h.held = domain.DateOf(h.opens), true
		return
	default:
		h.date = w.office.calendar.AddWorkingDays(domain.DateOf(w.now), h.DayOffset)
	}
	if h.Time == "afternoon" {
		start = 13 * time.Hour
	}
	h.opens = h.date.At(start + w.chance.in(0, 15*time.Minute))
	h.held = h.opens.Before(w.now)
	if h.held {
		h.closes = h.opens.Add(w.chance.in(120*time.Minute, 140*time.Minute))
	}
}

// chart finds the kecamatan and the desa that belonged to them on the day.
func (w *world) chart(h *hall) {
	covered := map[string]bool{}
	for _, name := range h.Kecamatan {
		for _, k := range w.ref.Kecamatan {
			if k.Name == name {
				h.kecamatan = append(h.kecamatan, k.Code)
				covered[k.Code] = true
			}
		}
	}
	for _, d := range w.ref.Desa {
		if k, ok := d.KecamatanOn(h.date); ok && covered[k] && d.Kind == region.KindDesa {
			h.desa = append(h.desa, d)
		}
	}
	w.chance.Shuffle(len(h.desa), func(i, j int) { h.desa[i], h.desa[j] = h.desa[j], h.desa[i] })
}

func (w *world) moderatorOf(h *hall) access.Principal {
	if h.era == eraOfToday && h.DayOffset%2 == 0 {
		return w.people[moderator2.Username]
	}
	return w.people[moderator.Username]
}

func (w *world) announce(ctx context.Context, h *hall) error {
	if len(h.kecamatan) != len(h.Kecamatan) {
		return fmt.Errorf("some kecamatan of %v do not exist", h.Kecamatan)
	}
	p := w.moderatorOf(h)
	s := session.Session{Title: h.Title, Place: h.Place, Date: h.date, AutoAssign: session.AutoAssign(h.AutoAssign),
		Kecamatan: h.kecamatan, Moderators: []domain.UserID{w.people[moderator.Username].User}}
	if h.era == eraOfToday {
		s.Moderators = append(s.Moderators, w.people[moderator2.Username].User)
	}
	for _, r := range h.Resources {
		s.Resources = append(s.Resources, session.Resource{Position: r.Position, Dinas: speakers[r.Position]})
	}
	planned, err := w.app.PlanSession(ctx, p, s)
	h.id = planned.ID
	return err
}

func (w *world) open(ctx context.Context, h *hall) error {
	s, err := w.app.Session(ctx, w.moderatorOf(h), h.id)
	if err != nil {
		return err
	}
	_, err = w.app.OpenSession(ctx, w.moderatorOf(h), h.id, s.Version)
	return err
}

func (w *world) close(ctx context.Context, h *hall) error {
	s, err := w.app.Session(ctx, w.moderatorOf(h), h.id)
	if err != nil {
		return err
	}
	_, err = w.app.CloseSession(ctx, w.moderatorOf(h), h.id, s.Version)
	return err
}
