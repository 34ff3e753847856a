package access_test

import (
	"slices"
	"testing"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/dinas"
	"audiensi/domain/question"
)

var user = domain.UserID{1}

// held is a question that bapenda let go of, dispendukcapil holds and bkd supports.
func held() *question.State {
	return &question.State{Status: question.InProgress, Dinas: "dispendukcapil", Supporting: []dinas.Code{"bkd"},
		Custodies: []question.Custody{{N: 1, Dinas: "bapenda"}, {N: 2, Dinas: "dispendukcapil"}}}
}

// confidential is held, told in confidence.
func confidential() *question.State {
	s := held()
	s.Confidential = true
	return s
}

func of(role access.Role, d dinas.Code) access.Principal {
	return access.Principal{User: user, Role: role, Dinas: d}
}

func TestViewOf(t *testing.T) {
	tests := []struct {
		name string
		who  access.Principal
		want access.View
	}{
		{"nobody", access.Principal{}, access.Hidden},
		{"asker", access.Principal{Asker: true}, access.Plain},
		{"moderator", of(access.Moderator, ""), access.WithName},
		{"inspector", of(access.Inspector, ""), access.WithName},
		{"administrator", of(access.Administrator, ""), access.Plain},
		{"holder's staff", of(access.Staff, "dispendukcapil"), access.WithName},
		{"holder's approver", of(access.Approver, "dispendukcapil"), access.WithName},
		{"former holder", of(access.Staff, "bapenda"), access.AsItWas},
		{"supporting dinas", of(access.Staff, "bkd"), access.Plain},
		{"other dinas", of(access.Staff, "dpmd"), access.Hidden},
		{"staff without a dinas", of(access.Staff, ""), access.Hidden},
		{"token too narrow", access.Principal{User: user, Role: access.Moderator, Scope: []access.Permission{access.SessionRead}}, access.Hidden},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := access.ViewOf(tt.who, held()); got != tt.want {
				t.Errorf("ViewOf() = %d, want %d", got, tt.want)
			}
		})
	}
}

// What is told in confidence names its asker to the holder and the inspectorate alone.
func TestConfidential(t *testing.T) {
	tests := []struct {
		name   string
		who    access.Principal
		want   access.View
		veiled bool
	}{
		{"asker", access.Principal{Asker: true}, access.Plain, false},
		{"moderator", of(access.Moderator, ""), access.Plain, true},
		{"administrator", of(access.Administrator, ""), access.Plain, true},
		{"inspector", of(access.Inspector, ""), access.WithName, false},
		{"holder's staff", of(access.Staff, "dispendukcapil"), access.WithName, false},
		{"holder's approver", of(access.Approver, "dispendukcapil"), access.WithName, false},
		{"supporting dinas", of(access.Staff, "bkd"), access.Plain, true},
		{"former holder", of(access.Staff, "bapenda"), access.AsItWas, true},
		{"other dinas", of(access.Staff, "dpmd"), access.Hidden, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := access.ViewOf(tt.who, confidential()); got != tt.want {
				t.Errorf("ViewOf() = %d, want %d", got, tt.want)
			}
			if got := access.VeiledFrom(tt.who, confidential()); got != tt.veiled {
				t.Errorf("VeiledFrom() = %v", got)
			}
			if access.VeiledFrom(tt.who, held()) {
				t.Error("the asker of an open question is veiled")
			}
		})
	}
}

// TestCheckMove is the table of design section 9, for the moves that exist.
func TestCheckMove(t *testing.T) {
	moderator := []question.Move{question.MoveAnswerOnTheSpot, question.MoveCategorise, question.MoveClassify, question.MoveAssign,
		question.MoveRecall, question.MoveDismiss, question.MoveCorrectText, question.MoveCorrectAsker,
		question.MoveReply, question.MoveConfirm, question.MoveDispute, question.MoveReopen, question.MoveNote, question.MoveAddSupport, question.MoveRemoveSupport,
		question.MoveMerge, question.MoveUnmerge, question.MoveSplit, question.MoveUnsplit,
		question.MoveMarkConfidential, question.MoveUnmarkConfidential}
	holder := []question.Move{question.MoveAccept, question.MoveReturn, question.MoveTransfer, question.MoveAskBack, question.MovePublish, question.MoveNote,
		question.MoveAddSupport, question.MoveRemoveSupport, question.MovePutInCharge}
	holder = append(holder, question.MoveDraft, question.MoveSubmit, question.MoveAmend)
	promises := []question.Move{question.MoveMovePromise, question.MoveKeepPromise, question.MoveBreakPromise}
	moderator, holder = slices.Concat(moderator, promises), slices.Concat(holder, promises)
	approver := slices.Concat(holder, []question.Move{question.MoveApprove, question.MoveRejectDraft})
	byTime := []question.Move{question.MoveEndWindow, question.MoveEndPause, question.MoveHandOver}
	every := slices.Concat(moderator, approver, byTime)
	tests := []struct {
		name  string
		who   access.Principal
		may   []question.Move
		other domain.Code
	}{
		{"moderator", of(access.Moderator, ""), moderator, domain.Forbidden},
		{"holder", of(access.Staff, "dispendukcapil"), holder, domain.Forbidden},
		{"approver", of(access.Approver, "dispendukcapil"), approver, domain.Forbidden},
		{"former holder", of(access.Staff, "bapenda"), nil, domain.Forbidden},
		{"supporting dinas", of(access.Staff, "bkd"), []question.Move{question.MoveNote, question.MoveDraft}, domain.Forbidden},
		{"other dinas", of(access.Staff, "dpmd"), nil, domain.NotFound},
		{"inspector", of(access.Inspector, ""), []question.Move{question.MoveReopen, question.MoveNote}, domain.Forbidden},
		{"administrator", of(access.Administrator, ""), nil, domain.Forbidden},
		{"asker", access.Principal{Asker: true}, []question.Move{question.MoveReply, question.MoveConfirm, question.MoveDispute}, domain.Forbidden},
		{"nobody", access.Principal{}, nil, domain.NotFound},
	}
	for _, tt := range tests {
		for _, m := range every {
			want := tt.other
			if slices.Contains(tt.may, m) {
				want = ""
			}
			if got := domain.CodeOf(access.CheckMove(tt.who, held(), m)); got != want {
				t.Errorf("%s, %s: %q, want %q", tt.name, m, got, want)
			}
		}
	}
}

func TestMayWithinScope(t *testing.T) {
	p := access.Principal{User: user, Role: access.Moderator, Scope: []access.Permission{access.QuestionRead, access.UserWrite}}
	for perm, want := range map[access.Permission]bool{
		access.QuestionRead: true, access.UserWrite: false, access.QuestionCapture: false, access.Self: false, access.Account: true, access.Public: true,
	} {
		if p.May(perm) != want {
			t.Errorf("May(%s) = %v", perm, !want)
		}
	}
}

// A deputy may what the absent may, within the scope of the token, and only what
// its own role does not grant is done for the absent.
func TestDeputy(t *testing.T) {
	absent := domain.UserID{2}
	p := of(access.Staff, "dispendukcapil")
	p.Deputises = []access.Deputised{{User: absent, Role: access.Moderator}}
	if !p.May(access.Assign) || p.DeputyFor(access.Assign) != absent || !slices.Contains(p.Permissions(), access.Assign) {
		t.Error("the deputy may not assign")
	}
	if !p.DeputyFor(access.Note).IsZero() || !p.DeputyFor(access.UserWrite).IsZero() || p.May(access.UserWrite) {
		t.Error("the deputy acts for somebody where nobody's absence lets it")
	}
	p.Scope = []access.Permission{access.QuestionRead}
	if p.May(access.Assign) {
		t.Error("a narrow token assigns")
	}
}

func TestKnown(t *testing.T) {
	for _, p := range []access.Permission{access.Public, access.Receipt, access.Self, access.Handle} {
		if !access.Known(p) {
			t.Errorf("%s is not known", p)
		}
	}
	if access.Known("question.everything") || access.Known("") {
		t.Error("an unknown permission is known")
	}
}

// A dinas amends its own answer, a moderator one given on the spot.
func TestAmends(t *testing.T) {
	spot := &question.State{Status: question.Answered, Answer: question.Answer{OnTheSpot: true}}
	for _, tt := range []struct {
		name string
		who  access.Principal
		s    *question.State
		want domain.Code
	}{
		{"holder", of(access.Staff, "dispendukcapil"), held(), ""},
		{"moderator", of(access.Moderator, ""), held(), domain.Forbidden},
		{"moderator, on the spot", of(access.Moderator, ""), spot, ""},
		{"dinas, on the spot", of(access.Staff, "dispendukcapil"), spot, domain.NotFound},
		{"inspector, on the spot", of(access.Inspector, ""), spot, domain.Forbidden},
	} {
		if got := domain.CodeOf(access.CheckMove(tt.who, tt.s, question.MoveAmend)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestReadsDrafts(t *testing.T) {
	for _, tt := range []struct {
		name string
		who  access.Principal
		want bool
	}{
		{"holder", of(access.Staff, "dispendukcapil"), true},
		{"approver", of(access.Approver, "dispendukcapil"), true},
		{"moderator", of(access.Moderator, ""), true},
		{"inspector", of(access.Inspector, ""), true},
		{"administrator", of(access.Administrator, ""), false},
		{"supporting dinas, which drafts too", of(access.Staff, "bkd"), true},
		{"former holder", of(access.Staff, "bapenda"), false},
		{"other dinas", of(access.Staff, "dpmd"), false},
		{"asker", access.Principal{Asker: true}, false},
	} {
		if got := access.ReadsDrafts(tt.who, held()); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// Who edited a draft is not told that they could approve it.
func TestMovesForEditor(t *testing.T) {
	s := held()
	s.Draft = question.Draft{Step: question.StepSubmitted, Editors: []domain.UserID{user}}
	moves := access.MovesFor(of(access.Approver, "dispendukcapil"), s)
	if slices.Contains(moves, question.MoveApprove) || !slices.Contains(moves, question.MoveRejectDraft) {
		t.Errorf("moves %v", moves)
	}
}
