package api_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/labstack/echo/v4"

	"audiensi/api"
	"audiensi/attachment/files"
	"audiensi/attachment/inspect"
	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/domaintest"
	"audiensi/domain/reference"
	"audiensi/domain/region"
	"audiensi/domain/routing"
	"audiensi/domain/usecase"
	"audiensi/domain/worktime"
	"audiensi/migrations"
	"audiensi/repository"
	"audiensi/repository/testdb"
)

func TestMain(m *testing.M) { testdb.Main(m) }

// onEach runs the test on a SQLite file and on MariaDB.
func onEach(t *testing.T, test func(t *testing.T, w *world)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newWorld(t, "sqlite:"+testdb.SQLiteFile(t))) })
	t.Run("mariadb", func(t *testing.T) { test(t, newWorld(t, "mysql:"+testdb.MySQL(t))) })
}

// world is the program's API on a real database, with one account for each role.
type world struct {
	t      testing.TB
	server *echo.Echo
	app    *usecase.App
	store  *repository.Store
	tokens map[string]string // by username
	users  map[string]domain.UserID
	folder string // of attachments

	mu  sync.Mutex
	now time.Time
}

// quiet logs nothing.
var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

const password = "padi-sawah-sungai"

// The people of the world; two dinas hold questions, dinsos never does, and
// bpkad supports.
var people = []account.User{
	{Username: "admin", Role: access.Administrator}, {Username: "moderator", Role: access.Moderator},
	{Username: "staff", Role: access.Staff, Dinas: "dispendukcapil"}, {Username: "approver", Role: access.Approver, Dinas: "dispendukcapil"},
	{Username: "dpmd", Role: access.Staff, Dinas: "dpmd"}, {Username: "dinsos", Role: access.Staff, Dinas: "dinsos"},
	{Username: "bpkad", Role: access.Staff, Dinas: "bpkad"}, {Username: "inspector", Role: access.Inspector},
}

func newWorld(t testing.TB, dsn string, change ...func(*api.Config)) *world {
	t.Helper()
	store, err := repository.Open(t.Context(), repository.Config{DSN: dsn})
	must(t, err)
	t.Cleanup(func() { must(t, store.Close()) })
	migrator, err := migrations.New(store.DB(), store.Dialect())
	must(t, err)
	_, err = migrator.Up(t.Context())
	must(t, err)
	w := &world{t: t, store: store, tokens: map[string]string{}, users: map[string]domain.UserID{},
		now: time.Date(2026, 11, 19, 2, 0, 0, 0, time.UTC)}
	w.app = &usecase.App{Store: store, Now: w.clock, Calendar: worktime.Default(), Triage: domaintest.Triage(),
		History: usecase.NewHistory(store, domaintest.Encoder()), Passwords: quick{}}
	w.furnish()
	config := api.Config{App: w.app, Operations: store, Ready: store.Ping, Contract: written(), Version: "test",
		Logger: quiet,
		Limits: api.Limits{LoginBurst: 1000, ReceiptBurst: 1000}}
	for _, c := range change {
		c(&config)
	}
	w.server, err = api.New(config)
	must(t, err)
	w.settle()
	return w
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(time.Millisecond)
	return w.now
}

// pass lets time go by.
func (w *world) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// furnish gives the world a folder for files of at most one MiB.
func (w *world) furnish() {
	w.t.Helper()
	w.folder = w.t.TempDir()
	setting, err := files.Parse("file:" + w.folder)
	must(w.t, err)
	w.app.Files, err = files.Open(setting)
	must(w.t, err)
	w.app.Inspector, w.app.AttachmentMax = inspect.Inspector{}, 1<<20
}

// settle loads a little reference data and the accounts.
func (w *world) settle() {
	w.t.Helper()
	system := domain.Actor{Kind: domain.ActorSystem}
	day := domain.Date{Year: 2012, Month: 1, Day: 1}
	id := domain.NewID[domain.RuleKind](w.clock())
	_, err := w.app.LoadReference(w.t.Context(), system, reference.Set{
		Dinas: []dinas.Dinas{
			{Code: "dispendukcapil", Name: "Dinas Kependudukan dan Pencatatan Sipil", ShortName: "Dispendukcapil", Kind: dinas.KindDinas},
			{Code: "dpmd", Name: "Dinas Pemberdayaan Masyarakat dan Desa", ShortName: "DPMD", Kind: dinas.KindDinas},
			{Code: "bpkad", Name: "Badan Pengelolaan Keuangan dan Aset Daerah", ShortName: "BPKAD", Kind: dinas.KindBadan},
			{Code: "dinsos", Name: "Dinas Sosial", ShortName: "Dinsos", Kind: dinas.KindDinas},
			{Code: "bpmpd", Name: "Badan Pemberdayaan Masyarakat dan Pemerintahan Desa", ShortName: "BPM-PD", Kind: dinas.KindBadan,
				ValidTo: domain.Date{Year: 2016, Month: 12, Day: 31}, Successors: []dinas.Code{"dpmd"}},
		},
		Categories: []category.Category{
			{Code: "population_admin", NameID: "Administrasi kependudukan", NameEN: "Civil registration", Description: "KTP, KK, akta", Position: 1},
			{Code: "other", NameID: "Lainnya", NameEN: "Other", Description: "Selain itu", Position: 2},
		},
		Kecamatan: []region.Kecamatan{{Code: "35.10.13", Name: "Srono"}},
		Desa: []region.Desa{{Code: "35.10.13.2004", Name: "Sukomaju", Kind: region.KindDesa,
			Memberships: []region.Membership{{Kecamatan: "35.10.13", From: day}}}},
		Rules: []routing.Rule{{ID: id, Position: 10, Category: "population_admin", Dinas: "dispendukcapil"}},
	})
	must(w.t, err)
	for _, u := range people {
		u.Name, u.Language = "Orang "+u.Username, "id"
		added, err := w.app.AddUser(w.t.Context(), system, u, password)
		must(w.t, err)
		w.users[u.Username] = added.ID
	}
	w.login()
}

// login logs everybody in: a login lasts half a day.
func (w *world) login() {
	w.t.Helper()
	for _, u := range people {
		in := w.post("", "/v1/login", `{"username":"`+u.Username+`","password":"`+password+`"}`).want(200)
		w.tokens[u.Username] = in.text("token")
	}
}

// quick is argon2id with the least work, so that tests need not wait for it.
type quick struct{}

func (quick) Hash(_ context.Context, password string) (string, error) {
	return argon2id.CreateHash(password, &argon2id.Params{Memory: 8, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
}

// Check knows nobody's hash, which is dear on purpose.
func (quick) Check(_ context.Context, password, hash string) (bool, error) {
	params, _, _, err := argon2id.DecodeHash(hash)
	if err != nil || params.Memory > 8 {
		return false, err
	}
	return argon2id.ComparePasswordAndHash(password, hash)
}

func must(t testing.TB, err error) {
	t.Helper()
	var e *domain.Error
	if errors.As(err, &e) && e.Err != nil {
		t.Log(e.Err)
	}
	if err != nil {
		t.Fatal(err)
	}
}
