package bench

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
	"audiensi/domain/session"
	"audiensi/domain/usecase"
)

// The agencies of the benchmark: inbox is read, pool is worked off, done has answered.
const (
	inboxDinas dinas.Code = "dispendukcapil"
	poolDinas  dinas.Code = "dpmd"
	doneDinas  dinas.Code = "bapenda"

	sessionTitle = "Benchmark"
	seedBatch    = 500 // questions a transaction
	password     = "benchmark-only-2026"
)

const questionText = "Assalamualaikum Bapak Bupati. Kami dari desa ingin bertanya, warga kami yang pindah datang dari " +
	"kabupaten lain sudah dua kali ke kecamatan untuk mengurus kartu keluarga, tetapi sampai sekarang belum jadi. " +
	"Mohon penjelasan, persyaratan apa lagi yang harus kami lengkapi dan berapa lama prosesnya? Matur nuwun."

const answerText = "Permohonan pindah datang diproses setelah surat keterangan pindah dari daerah asal diterima lengkap. " +
	"Silakan membawa surat tersebut ke kantor kecamatan; kartu keluarga terbit paling lambat lima hari kerja."

type seeder struct {
	app     *usecase.App
	by      domain.Actor
	session domain.SessionID
	texts   texts
	tell    func(done int)
}

// accounts makes the benchmark's accounts where they are missing and returns
// the moderator's principal.
func accounts(ctx context.Context, app *usecase.App) (access.Principal, error) {
	var p access.Principal
	for _, u := range []account.User{
		{Username: "bench-moderator", Name: "Benchmark moderator", Role: access.Moderator},
		{Username: "bench-inbox", Name: "Benchmark inbox", Role: access.Staff, Dinas: inboxDinas},
		{Username: "bench-pool", Name: "Benchmark pool", Role: access.Staff, Dinas: poolDinas},
	} {
		got, err := app.UserNamed(ctx, u.Username)
		if domain.CodeOf(err) == domain.NotFound {
			got, err = app.AddUser(ctx, domain.Actor{Kind: domain.ActorSystem}, u, password)
		}
		if err != nil {
			return p, fmt.Errorf("account %s: %w", u.Username, err)
		}
		if u.Role == access.Moderator {
			p = access.Principal{User: got.ID, Role: got.Role}
		}
	}
	return p, nil
}

// openSession returns the benchmark's session, open; it is made where missing.
func openSession(ctx context.Context, app *usecase.App, p access.Principal) (domain.SessionID, error) {
	list, _, err := app.ListSessions(ctx, p, usecase.SessionFilter{}, usecase.Page{Limit: 2})
	if err != nil {
		return domain.SessionID{}, err
	}
	if len(list) > 1 || len(list) == 1 && list[0].Title != sessionTitle {
		return domain.SessionID{}, fmt.Errorf("the database holds other sessions: the benchmark writes into it, so give it one of its own")
	}
	if len(list) == 1 {
		return list[0].ID, nil
	}
	s, err := app.PlanSession(ctx, p, session.Session{Title: sessionTitle, Date: domain.DateOf(app.Now()),
		AutoAssign: session.Never, Kecamatan: []string{"35.10.01"}})
	if err != nil {
		return domain.SessionID{}, err
	}
	s, err = app.OpenSession(ctx, p, s.ID, s.Version)
	if err != nil {
		return domain.SessionID{}, err
	}
	return s.ID, nil
}

// seed adds questions until there are total, by the aggregate's own verbs, many
// in one transaction.
func (s *seeder) seed(ctx context.Context, have, total int) error {
	for have < total {
		n := min(seedBatch, total-have)
		err := s.app.Store.InTx(ctx, func(ctx context.Context, tx usecase.Tx) error {
			for i := range n {
				q, err := s.question(have + i)
				if err != nil {
					return err
				}
				if err := tx.SaveQuestion(ctx, q); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("seed question %d: %w", have, err)
		}
		have += n
		s.tell(have)
	}
	return nil
}

// question returns the i-th: of ten, four wait in the pool, one in the inbox,
// four are answered and one is in triage.
func (s *seeder) question(i int) (*question.Question, error) {
	now := s.app.Now()
	act := question.Act{Actor: s.by, Now: now}
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // crypto/rand.Read never fails
	key := domain.NewID[domain.QuestionKind](now)
	q := question.New(act, question.Capture{ID: key, Session: s.session, Text: s.texts.at(i),
		Asker:   question.Asker{Kind: question.WalkIn, Name: "Suparno", Role: domain.Kades, Desa: "35.10.01.2001", Kecamatan: "35.10.01"},
		Receipt: domain.DeriveReceipt(key.String(), salt).Hash(), ReceiptSalt: salt, Key: sha256.Sum256(key.Bytes())})
	switch i % 10 {
	case 0, 1, 2, 3:
		return q, q.Assign(act, poolDinas)
	case 4:
		return q, q.Assign(act, inboxDinas)
	case 9:
		return q, nil
	}
	if err := q.Assign(act, doneDinas); err != nil {
		return nil, err
	}
	if err := q.Accept(act); err != nil {
		return nil, err
	}
	return q, q.Publish(act, answerText, now.Add(14*24*time.Hour))
}
