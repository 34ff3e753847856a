// Package access says who may do what: roles, the permissions each has, and
// which questions a person may see or change (design section 9). Every operation
// of the contract names one of these permissions.
package access

import (
	"slices"

	"audiensi/domain"
	"audiensi/domain/dinas"
)

// Role is what an account is for.
type Role string

// The roles. An asker has no account: the receipt is theirs.
const (
	Administrator Role = "administrator"
	Moderator     Role = "moderator"
	Staff         Role = "staff"
	Approver      Role = "approver"
	Inspector     Role = "inspector"
)

// Roles lists every role.
func Roles() []Role { return []Role{Administrator, Moderator, Staff, Approver, Inspector} }

// OfDinas reports whether accounts of the role belong to one dinas.
func (r Role) OfDinas() bool { return r == Staff || r == Approver }

// Permission is one thing a role may do, as openapi.yaml's x-permission names it.
type Permission string

// The permissions. Public, Receipt, OfDesa, Account and Self are not held by roles:
// anybody, whoever shows a receipt or a desa's code, and any account acting on itself.
const (
	Public          Permission = "public"
	Receipt         Permission = "receipt"
	OfDesa          Permission = "desa_code"
	Account         Permission = "account" // any account, also by a narrower token
	Self            Permission = "self"    // any account on itself, by a login
	UserRead        Permission = "user.read"
	UserWrite       Permission = "user.write"
	ReferenceRead   Permission = "reference.read"
	ReferenceWrite  Permission = "reference.write"
	SessionRead     Permission = "session.read"
	SessionWrite    Permission = "session.write"
	QuestionRead    Permission = "question.read"
	QuestionCapture Permission = "question.capture"
	AnswerOnTheSpot Permission = "question.answer_on_the_spot"
	Categorise      Permission = "question.categorise"
	Assign          Permission = "question.assign"
	Recall          Permission = "question.recall"
	Dismiss         Permission = "question.dismiss"
	Correct         Permission = "question.correct"
	ActForAsker     Permission = "question.act_for_asker"
	Reopen          Permission = "question.reopen"
	Handle          Permission = "question.handle"
	Note            Permission = "question.note"
	Support         Permission = "question.support"
	DeputyRead      Permission = "deputy.read"
	DeputyWrite     Permission = "deputy.write"
	Attach          Permission = "question.attach"
	Merge           Permission = "question.merge" // and to undo it
	Split           Permission = "question.split" // and to undo it
	TriageRead      Permission = "triage.read"    // model versions and how good they are
	TriageActivate  Permission = "triage.activate"
	ReadingRead     Permission = "reading.read" // who was shown personal data

	Approve       Permission = "question.approve"
	Amend         Permission = "question.amend"
	Promise       Permission = "question.promise"
	TemplateRead  Permission = "template.read"
	TemplateWrite Permission = "template.write" // staff and approvers: those of their own dinas
)

var granted = map[Role][]Permission{
	Administrator: {UserRead, UserWrite, ReferenceRead, ReferenceWrite, SessionRead, QuestionRead,
		TriageRead, TriageActivate, DeputyRead, DeputyWrite,
		TemplateRead, TemplateWrite, ReadingRead},
	Moderator: {ReferenceRead, SessionRead, SessionWrite, QuestionRead, QuestionCapture, AnswerOnTheSpot,
		Categorise, Assign, Recall, Dismiss, Correct, ActForAsker, Reopen, Note, Attach, Support, DeputyRead,
		Merge, Split, Amend, Promise, TemplateRead},
	Staff: {ReferenceRead, SessionRead, QuestionRead, Handle, Note, Attach, Support, DeputyRead, DeputyWrite,
		Amend, Promise, TemplateRead, TemplateWrite},
	Approver: {ReferenceRead, SessionRead, QuestionRead, Handle, Note, Attach, Support, DeputyRead, DeputyWrite,
		Approve, Amend, Promise, TemplateRead, TemplateWrite},
	Inspector: {UserRead, ReferenceRead, SessionRead, QuestionRead, Reopen, Note, TriageRead, DeputyRead,
		TemplateRead, ReadingRead},
}

// Permissions returns what the role may do.
func (r Role) Permissions() []Permission { return slices.Clone(granted[r]) }

// Known reports whether p is a permission that an operation may name.
func Known(p Permission) bool {
	if p == Public || p == Receipt || p == OfDesa || p == Account || p == Self {
		return true
	}
	for _, list := range granted {
		if slices.Contains(list, p) {
			return true
		}
	}
	return false
}

// Principal is who is asking: an account with its role, or whoever shows a
// receipt. Scope, if not nil, narrows what the role grants (a personal token).
// Deputises are the absent accounts of the same dinas whose deputy it is today.
type Principal struct {
	User  domain.UserID
	Token domain.TokenID
	Role  Role
	Dinas dinas.Code
	Scope []Permission
	Asker bool // shows a receipt
	Desa  bool // shows the code of a desa in a session

	Deputises []Deputised
}

// Deputised is an absent account that somebody stands in for.
type Deputised struct {
	User domain.UserID
	Role Role
}

// DeputyFor returns whose deputy the principal acts as where it needs the
// permission: the zero user where its own role grants it, or nobody's does.
func (p Principal) DeputyFor(perm Permission) domain.UserID {
	if slices.Contains(granted[p.Role], perm) {
		return domain.UserID{}
	}
	for _, d := range p.Deputises {
		if slices.Contains(granted[d.Role], perm) {
			return d.User
		}
	}
	return domain.UserID{}
}

// May reports whether the principal holds the permission.
func (p Principal) May(perm Permission) bool {
	switch {
	case perm == Public:
		return true
	case perm == Receipt:
		return p.Asker
	case perm == OfDesa:
		return p.Desa
	case p.Asker || p.Desa || p.User.IsZero():
		return false
	case perm == Account:
		return true
	case perm == Self:
		return p.Scope == nil
	}
	held := slices.Contains(granted[p.Role], perm) || !p.DeputyFor(perm).IsZero()
	return held && (p.Scope == nil || slices.Contains(p.Scope, perm))
}

// Permissions returns what the principal may do, in order of name.
func (p Principal) Permissions() []Permission {
	all := slices.Clone(granted[p.Role])
	for _, d := range p.Deputises {
		all = append(all, granted[d.Role]...)
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(perm Permission) bool { return !p.May(perm) })
}

// Require returns a forbidden error unless the principal holds the permission.
func (p Principal) Require(perm Permission) error {
	if !p.May(perm) {
		return domain.Fail(domain.Forbidden, domain.ReasonForbidden)
	}
	return nil
}

// Actor returns the principal as it stands in events.
func (p Principal) Actor() domain.Actor {
	if p.Asker {
		return domain.Actor{Kind: domain.ActorAsker}
	}
	return domain.Actor{Kind: domain.ActorUser, User: p.User, Role: string(p.Role), Dinas: string(p.Dinas)}
}
