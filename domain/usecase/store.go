// Package usecase holds what people do with Audiensi, one file a use case, and
// the Store they need. Every write has one shape: authorise, load, verb, save
// and append events in one transaction, reply after the commit.
package usecase

import (
	"context"
	"errors"
	"time"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/ledger"
	"audiensi/domain/question"
	"audiensi/domain/region"
	"audiensi/domain/routing"
	"audiensi/domain/session"
)

// Store runs units of work. Both methods return an unavailable error while the
// database cannot be reached. Nesting is an error.
type Store interface {
	// InTx runs f in one read-write transaction and commits if it returns nil.
	// It runs f again, as a whole, when the database reports a conflict or f returns
	// ErrOvertaken, so f touches nothing but tx. After the first failed statement every further one
	// fails with the same error and nothing is committed. If ctx carries an
	// Operation, its key is claimed first, in the same transaction; a key that
	// was used returns ErrReplay or a key_reused error.
	InTx(ctx context.Context, f func(ctx context.Context, tx Tx) error) error
	// View runs f on one consistent snapshot; writes fail.
	View(ctx context.Context, f func(ctx context.Context, tx Tx) error) error
	// Read is View for a single look: each statement sees its own moment.
	// Tokens, sessions, dinas, categories, desa and routing rules may come from
	// memory, in InTx and View too: what this store changed shows at once, what another process
	// changed after a second at most.
	Read(ctx context.Context, f func(ctx context.Context, tx Tx) error) error
}

// ErrOvertaken says that something changed meanwhile of which the caller named no
// version: run again, the unit sees it.
var ErrOvertaken = errors.New("overtaken by another unit of work")

// Tx is what can be done inside a unit of work.
type Tx interface {
	Questions
	Promises
	Templates
	Sessions
	Reference
	Accounts
	Deputies
	DesaCodes
	Models
	Attachments
	Transfers
	Readings
	// AppendSetting appends an event about a session or a setting to its
	// stream: it sets Seq and Prev. The event carries everything else.
	AppendSetting(ctx context.Context, e *ledger.Event) error
}

// Questions stores the aggregate, its custodies and its events.
type Questions interface {
	// LoadQuestion returns not_found if there is none.
	LoadQuestion(ctx context.Context, id domain.QuestionID) (*question.Question, error)
	// QuestionByReceipt returns not_found if no question has the receipt's hash.
	QuestionByReceipt(ctx context.Context, hash ledger.Hash) (*question.Question, error)
	// QuestionByKey returns the question captured under the key in the session,
	// or nil if there is none.
	QuestionByKey(ctx context.Context, id domain.SessionID, key ledger.Hash) (*question.Question, error)
	// SaveQuestion inserts or updates the row and its custodies and appends the
	// pending events. It returns a stale error if somebody saved it in between.
	// That a new question exists already may be told by the next call of tx, or
	// by InTx.
	SaveQuestion(ctx context.Context, q *question.Question) error
	// QuestionEvents returns the first events up to seq, all if seq is 0.
	QuestionEvents(ctx context.Context, id domain.QuestionID, seq uint64) ([]*ledger.Event, error)
	// ListQuestions returns a page of states, at most page.Limit, and the cursor
	// of the next page, "" after the last. Custodies are loaded for Former only.
	ListQuestions(ctx context.Context, f QuestionFilter, page Page) ([]question.State, string, error)
	// LastQuestions returns what routing looks at of the questions recorded last,
	// the newest first, at most limit.
	LastQuestions(ctx context.Context, limit int) ([]RoutedQuestion, error)
	// QuestionsByID returns those that exist, in any order, at most a few hundred
	// at once. Custodies are not loaded.
	QuestionsByID(ctx context.Context, ids []domain.QuestionID) ([]question.State, error)
	// TextsAfter returns the questions with a greater id, in order of it, at most
	// limit. Ids grow with the time at which they are made, commits need not.
	TextsAfter(ctx context.Context, id domain.QuestionID, limit int) ([]QuestionText, error)
	// CorrectedTexts returns the questions whose text was corrected since then,
	// with the text of now, in order of the corrections.
	CorrectedTexts(ctx context.Context, since time.Time) ([]QuestionText, error)
	// CapturedIn returns, oldest first, the session's questions that a rule may
	// assign: categorised, or with a proposal that question.Proposal.MayAssign, and
	// waiting in triage since their capture (question.State.WaitsSinceCapture). It
	// also returns how many wait in triage at all.
	CapturedIn(ctx context.Context, id domain.SessionID) (ready []domain.QuestionID, waiting int, err error)
	// DueByTime returns questions whose window or pause ended by now, at most limit.
	DueByTime(ctx context.Context, now time.Time, limit int) ([]domain.QuestionID, error)
}

// QuestionText is the text of a question as it is now.
type QuestionText struct {
	ID   domain.QuestionID
	Text string
}

// RoutedQuestion is what routing looks at of a question, and no more of it: it
// names nobody. Category and Class are empty until a moderator said them.
type RoutedQuestion struct {
	ID               domain.QuestionID
	Session          domain.SessionID
	Text             string
	AskerRole        domain.AskerRole
	Kecamatan        string
	Category         category.Code
	Class            category.Class
	ProposedCategory category.Code
	ProposedClass    category.Class
}

// QuestionFilter narrows a list. Empty members do not narrow. Holder and Former
// are the scope of a dinas: what it holds, or what it held before and holds no more;
// Supporter is another: what it supports.
type QuestionFilter struct {
	Holder       dinas.Code
	Former       dinas.Code
	Supporter    dinas.Code
	Statuses     []question.Status
	Category     category.Code
	Class        category.Class // information also finds the unknown class
	Dinas        dinas.Code
	Session      domain.SessionID
	Kecamatan    string
	Desa         string
	AskerRole    domain.AskerRole
	Attendee     domain.AttendeeID
	Imported     *bool
	CapturedFrom time.Time       // inclusive, of question.State.StartAt
	CapturedTo   time.Time       // exclusive
	Text         string          // every word of it occurs in the question's text
	InCharge     []domain.UserID // one of them is in charge

	NobodyInCharge bool
	Confidential   *bool
}

// SortByNeed orders questions in triage by how much they need a human.
const SortByNeed = "need"

// Page says which part of a list, in which order. Sort is a name the list's
// contract allows, with "-" in front for descending; the id breaks ties.
// Limit 0 means all of it, for lists that the program itself reads.
type Page struct {
	Limit  int
	Cursor string
	Sort   string
}

// Sessions stores sessions and attendance lists.
type Sessions interface {
	LoadSession(ctx context.Context, id domain.SessionID) (*session.Session, error)
	// SaveSession inserts (version 0) or updates (else stale), raising Version.
	SaveSession(ctx context.Context, s *session.Session) error
	ListSessions(ctx context.Context, f SessionFilter, page Page) ([]session.Session, string, error)
	LoadAttendee(ctx context.Context, id domain.AttendeeID) (*session.Attendee, error)
	SaveAttendee(ctx context.Context, a *session.Attendee) error
	ListAttendees(ctx context.Context, id domain.SessionID, page Page) ([]session.Attendee, string, error)
}

// SessionFilter narrows a list of sessions; zero members do not narrow. From
// and To are inclusive days.
type SessionFilter struct {
	Status   session.Status
	From, To domain.Date
}

// ReferenceFilter narrows reference lists to what is valid on a day, and desa
// to a kecamatan (on that day, or ever).
type ReferenceFilter struct {
	On        domain.Date
	Kecamatan string
}

// Reference stores what administrators keep. Load methods return not_found;
// Save methods insert (version 0, else already_exists) or update (else stale), raising
// Version. Lists are in order of code, categories and rules of position.
type Reference interface {
	LoadDinas(ctx context.Context, code dinas.Code) (*dinas.Dinas, error)
	SaveDinas(ctx context.Context, d *dinas.Dinas) error
	ListDinas(ctx context.Context, f ReferenceFilter, page Page) ([]dinas.Dinas, string, error)
	LoadCategory(ctx context.Context, code category.Code) (*category.Category, error)
	SaveCategory(ctx context.Context, c *category.Category) error
	ListCategories(ctx context.Context, f ReferenceFilter, page Page) ([]category.Category, string, error)
	LoadKecamatan(ctx context.Context, code string) (*region.Kecamatan, error)
	SaveKecamatan(ctx context.Context, k *region.Kecamatan) error
	ListKecamatan(ctx context.Context, f ReferenceFilter, page Page) ([]region.Kecamatan, string, error)
	LoadDesa(ctx context.Context, code string) (*region.Desa, error)
	SaveDesa(ctx context.Context, d *region.Desa) error
	ListDesa(ctx context.Context, f ReferenceFilter, page Page) ([]region.Desa, string, error)
	LoadRule(ctx context.Context, id domain.RuleID) (*routing.Rule, error)
	SaveRule(ctx context.Context, r *routing.Rule) error
	ListRules(ctx context.Context, f ReferenceFilter, page Page) ([]routing.Rule, string, error)
}

// Deputies stores who stands in for whom.
type Deputies interface {
	// LoadDeputy returns not_found if there is none.
	LoadDeputy(ctx context.Context, id domain.DeputyID) (*account.Deputy, error)
	// SaveDeputy inserts (version 0) or updates (else stale), raising Version.
	SaveDeputy(ctx context.Context, d *account.Deputy) error
	// ListDeputies returns those of the dinas, or all, the latest first.
	ListDeputies(ctx context.Context, of dinas.Code, page Page) ([]account.Deputy, string, error)
	// Deputises returns for whom the deputy stands in on the day: accounts that
	// are not disabled and still of the same dinas. It may come from memory, as
	// said at Store.Read.
	Deputises(ctx context.Context, deputy domain.UserID, on domain.Date) ([]access.Deputised, error)
}

// Accounts stores users, tokens and the memory of failed logins.
type Accounts interface {
	LoadUser(ctx context.Context, id domain.UserID) (*account.User, error)
	// UserByName returns not_found if there is none.
	UserByName(ctx context.Context, username string) (*account.User, error)
	SaveUser(ctx context.Context, u *account.User) error
	// LoggedIn notes the account's login; it raises no version.
	LoggedIn(ctx context.Context, id domain.UserID, at time.Time) error
	ListUsers(ctx context.Context, page Page) ([]account.User, string, error)
	// CountAdministrators counts those who are not disabled.
	CountAdministrators(ctx context.Context) (int, error)
	// TokenByHash returns the token and its user, or not_found.
	TokenByHash(ctx context.Context, hash [32]byte) (*account.Token, *account.User, error)
	InsertToken(ctx context.Context, t *account.Token) error
	// UsedToken notes the token's use.
	UsedToken(ctx context.Context, id domain.TokenID, at time.Time) error
	// ListTokens returns the user's tokens that were not revoked, newest first.
	ListTokens(ctx context.Context, user domain.UserID) ([]account.Token, error)
	// RevokeToken returns not_found unless the user has such a token; one that
	// was revoked before keeps its time.
	RevokeToken(ctx context.Context, user domain.UserID, id domain.TokenID, at time.Time) error
	// RevokeTokens revokes all of the user's, but for keep if it is not zero.
	RevokeTokens(ctx context.Context, user domain.UserID, keep domain.TokenID, at time.Time) error
	// LoginFailures returns how often login failed in a row for the subject
	// (an account or an address) and when it last did. In InTx it locks them.
	LoginFailures(ctx context.Context, subject string) (int, time.Time, error)
	// SetLoginFailures stores that; 0 forgets the subject.
	SetLoginFailures(ctx context.Context, subject string, n int, at time.Time) error
}
