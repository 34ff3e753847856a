package api

import (
	"context"
	"slices"
	"time"

	"audiensi/api/oas"
	"audiensi/api/request"
	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/usecase"
)

// Login replies with a fresh token.
func (s *server) Login(ctx context.Context, r oas.LoginRequestObject) (oas.LoginResponseObject, error) {
	in, err := s.app.Login(ctx, usecase.LoginInput{Username: r.Body.Username, Password: r.Body.Password,
		Address: request.From(ctx).Address, TokenName: value(r.Body.TokenName)})
	if err != nil {
		return nil, err
	}
	return oas.Login200JSONResponse{Token: in.Secret, TokenID: in.Token.ID.String(), ExpiresAt: in.Token.ExpiresAt, User: user(&in.User)}, nil
}

// Logout revokes the token in use.
func (s *server) Logout(ctx context.Context, _ oas.LogoutRequestObject) (oas.LogoutResponseObject, error) {
	return oas.Logout204Response{}, s.app.Logout(ctx, principal(ctx))
}

// GetMe returns the account and what the token in use may do.
func (s *server) GetMe(ctx context.Context, _ oas.GetMeRequestObject) (oas.GetMeResponseObject, error) {
	p := principal(ctx)
	u, err := s.app.Me(ctx, p)
	if err != nil {
		return nil, err
	}
	list, err := s.app.ListTokens(ctx, p)
	if err != nil {
		return nil, err
	}
	me := oas.Me{User: user(u), Permissions: texts[oas.Permission](p.Permissions()), TokenID: p.Token.String()}
	for _, t := range list {
		if t.ID == p.Token {
			me.TokenExpiresAt = t.ExpiresAt
		}
	}
	return oas.GetMe200JSONResponse(me), nil
}

// ChangePassword sets one's own password.
func (s *server) ChangePassword(ctx context.Context, r oas.ChangePasswordRequestObject) (oas.ChangePasswordResponseObject, error) {
	err := s.app.ChangePassword(ctx, principal(ctx), r.Body.CurrentPassword, r.Body.NewPassword)
	return oas.ChangePassword204Response{}, err
}

// ListTokens returns one's tokens that still work.
func (s *server) ListTokens(ctx context.Context, r oas.ListTokensRequestObject) (oas.ListTokensResponseObject, error) {
	p := principal(ctx)
	list, err := s.app.ListTokens(ctx, p)
	if err != nil {
		return nil, err
	}
	now := s.app.Now()
	list = slices.DeleteFunc(list, func(t account.Token) bool { return !now.Before(t.ExpiresAt) })
	list, next, err := tokenPage(list, pageOf(r.Params.Limit, r.Params.Cursor))
	return oas.ListTokens200JSONResponse{
		Body:    oas.TokenList{Items: each(list, func(t account.Token) oas.Token { return token(t, p) }), NextCursor: optional(next)},
		Headers: oas.ListTokens200ResponseHeaders{Link: link(ctx, next)},
	}, err
}

// tokenPage cuts a page out of the few tokens that one account has; the cursor
// is the identifier of the last one shown.
func tokenPage(list []account.Token, page usecase.Page) ([]account.Token, string, error) {
	if page.Cursor != "" {
		last := slices.IndexFunc(list, func(t account.Token) bool { return t.ID.String() == page.Cursor })
		if last < 0 {
			return nil, "", domain.Fail(domain.Invalid, domain.ReasonBadCursor)
		}
		list = list[last+1:]
	}
	if len(list) <= page.Limit {
		return list, "", nil
	}
	return list[:page.Limit], list[page.Limit-1].ID.String(), nil
}

// CreateToken makes a personal API token.
func (s *server) CreateToken(ctx context.Context, r oas.CreateTokenRequestObject) (oas.CreateTokenResponseObject, error) {
	p := principal(ctx)
	scope := texts[access.Permission](r.Body.Permissions)
	secret, t, err := s.app.CreateToken(ctx, p, r.Body.Name, r.Body.ExpiresInDays, scope)
	return oas.CreateToken201JSONResponse{Secret: secret, Token: token(t, p)}, err
}

// RevokeToken ends one of one's own tokens.
func (s *server) RevokeToken(ctx context.Context, r oas.RevokeTokenRequestObject) (oas.RevokeTokenResponseObject, error) {
	id, err := idOf[domain.TokenKind](r.TokenID)
	if err != nil {
		return nil, err
	}
	return oas.RevokeToken204Response{}, s.app.RevokeToken(ctx, principal(ctx), id)
}

func token(t account.Token, p access.Principal) oas.Token {
	view := oas.Token{ID: t.ID.String(), Name: t.Name, Kind: oas.TokenKindLogin, CreatedAt: t.CreatedAt.Truncate(time.Microsecond),
		ExpiresAt: t.ExpiresAt, Current: t.ID == p.Token, LastUsedAt: when(t.LastUsedAt)}
	if t.Scope != nil {
		view.Kind, view.Permissions = oas.TokenKindAPI, texts[oas.Permission](t.Scope)
	}
	return view
}
