// Package authn finds out who calls: an account by its bearer token, or an
// asker by the receipt. Whether they may is the guard's matter.
package authn

import (
	"context"
	"net/http"
	"strings"

	"audiensi/domain"
	"audiensi/domain/access"
)

// ReceiptHeader carries an asker's receipt; it is never put into a URL or a log.
const ReceiptHeader = "Audiensi-Receipt"

// DesaCodeHeader carries the code of a desa in one session, likewise.
const DesaCodeHeader = "Audiensi-Desa-Code"

// Accounts finds whose token a secret is; see usecase.App.Authenticate.
type Accounts interface {
	Authenticate(ctx context.Context, secret string) (access.Principal, error)
}

// Caller is who calls. Receipt is empty but for an asker and for who shows the
// code of a desa, which has the form of a receipt.
type Caller struct {
	access.Principal
	Receipt domain.Receipt
}

type key struct{}

// With returns ctx with its caller.
func With(ctx context.Context, c Caller) context.Context { return context.WithValue(ctx, key{}, c) }

// From returns the caller of ctx; the zero Caller, who may do nothing but what
// is public, where nobody was authenticated.
func From(ctx context.Context) Caller {
	c, _ := ctx.Value(key{}).(Caller)
	return c
}

// Bearer returns the caller whose token the Authorization header carries.
func Bearer(ctx context.Context, accounts Accounts, h http.Header) (Caller, error) {
	values := h.Values("Authorization")
	if len(values) != 1 {
		return Caller{}, domain.Fail(domain.Unauthenticated, domain.ReasonUnauthenticated)
	}
	scheme, secret, _ := strings.Cut(values[0], " ")
	secret = strings.TrimSpace(secret)
	if !strings.EqualFold(scheme, "Bearer") || secret == "" {
		return Caller{}, domain.Fail(domain.Unauthenticated, domain.ReasonUnauthenticated)
	}
	p, err := accounts.Authenticate(ctx, secret)
	return Caller{Principal: p}, err
}

// Asker returns the caller who shows the receipt in the header. One that is
// mistyped is told so: its check character says it without a look-up.
func Asker(h http.Header) (Caller, error) {
	return coded(h, ReceiptHeader, access.Principal{Asker: true})
}

// Desa returns the caller who shows the code of a desa in the header.
func Desa(h http.Header) (Caller, error) {
	return coded(h, DesaCodeHeader, access.Principal{Desa: true})
}

func coded(h http.Header, header string, p access.Principal) (Caller, error) {
	values := h.Values(header)
	if len(values) != 1 || strings.TrimSpace(values[0]) == "" {
		return Caller{}, domain.Fail(domain.Unauthenticated, domain.ReasonUnauthenticated)
	}
	receipt, ok := domain.ParseReceipt(values[0])
	if !ok {
		return Caller{}, &domain.Error{Code: domain.Unauthenticated, Reason: domain.ReasonBadReceipt,
			Fields: []domain.FieldError{{Pointer: "#" + header, Rule: "receipt"}}}
	}
	return Caller{Principal: p, Receipt: receipt}, nil
}
