package api

import (
	"context"

	"audiensi/api/oas"
	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/dinas"
	"audiensi/domain/usecase"
)

// ListUsers returns accounts by username.
func (s *server) ListUsers(ctx context.Context, r oas.ListUsersRequestObject) (oas.ListUsersResponseObject, error) {
	page := pageOf(r.Params.Limit, r.Params.Cursor)
	items := []oas.User{}
	next := page.Cursor
	for again := true; again; again = len(items) == 0 && next != "" {
		page.Cursor = next
		list, cursor, err := s.app.ListUsers(ctx, principal(ctx), page)
		if err != nil {
			return nil, err
		}
		items, next = chosen(list, r.Params), cursor
	}
	return oas.ListUsers200JSONResponse{
		Body:    oas.UserList{Items: items, NextCursor: optional(next)},
		Headers: oas.ListUsers200ResponseHeaders{Link: link(ctx, next)},
	}, nil
}

// chosen keeps the accounts of the role and the dinas asked for.
func chosen(list []account.User, p oas.ListUsersParams) []oas.User {
	items := []oas.User{}
	for i := range list {
		u := &list[i]
		if (p.Role == nil || string(u.Role) == string(*p.Role)) && (p.Dinas == nil || string(u.Dinas) == *p.Dinas) {
			items = append(items, user(u))
		}
	}
	return items
}

// CreateUser adds an account.
func (s *server) CreateUser(ctx context.Context, r oas.CreateUserRequestObject) (oas.CreateUserResponseObject, error) {
	b := r.Body
	u, err := s.app.CreateUser(ctx, principal(ctx), account.User{Username: b.Username, Name: b.Name,
		Role: access.Role(b.Role), Dinas: dinas.Code(value(b.Dinas)), Language: string(b.Language)}, b.Password)
	if err != nil {
		return nil, err
	}
	return oas.CreateUser201JSONResponse{Body: user(u), Headers: oas.CreateUser201ResponseHeaders{ETag: etag(u.Version)}}, nil
}

// GetUser returns one account.
func (s *server) GetUser(ctx context.Context, r oas.GetUserRequestObject) (oas.GetUserResponseObject, error) {
	id, err := idOf[domain.UserKind](r.UserID)
	if err != nil {
		return nil, err
	}
	u, err := s.app.GetUser(ctx, principal(ctx), id)
	if err != nil {
		return nil, err
	}
	return oas.GetUser200JSONResponse{Body: user(u), Headers: oas.GetUser200ResponseHeaders{ETag: etag(u.Version)}}, nil
}

// UpdateUser changes what the body names.
func (s *server) UpdateUser(ctx context.Context, r oas.UpdateUserRequestObject) (oas.UpdateUserResponseObject, error) {
	id, err := idOf[domain.UserKind](r.UserID)
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	u, err := s.app.UpdateUser(ctx, principal(ctx), id, version, userChange(*r.Body))
	if err != nil {
		return nil, err
	}
	return oas.UpdateUser200JSONResponse{Body: user(u), Headers: oas.UpdateUser200ResponseHeaders{ETag: etag(u.Version)}}, nil
}

// userChange takes the dinas away with a role that belongs to none.
func userChange(b oas.UserUpdate) usecase.UserChange {
	c := usecase.UserChange{Name: b.Name, Disabled: b.Disabled}
	if b.Language != nil {
		language := string(*b.Language)
		c.Language = &language
	}
	if b.Dinas != nil {
		code := dinas.Code(*b.Dinas)
		c.Dinas = &code
	}
	if b.Role != nil {
		role := access.Role(*b.Role)
		c.Role = &role
		if c.Dinas == nil && !role.OfDinas() {
			c.Dinas = new(dinas.Code)
		}
	}
	return c
}

// ResetUserPassword sets an account's password.
func (s *server) ResetUserPassword(ctx context.Context, r oas.ResetUserPasswordRequestObject) (oas.ResetUserPasswordResponseObject, error) {
	id, err := idOf[domain.UserKind](r.UserID)
	if err != nil {
		return nil, err
	}
	return oas.ResetUserPassword204Response{}, s.app.ResetPassword(ctx, principal(ctx), id, r.Body.NewPassword)
}

func user(u *account.User) oas.User {
	return oas.User{ID: u.ID.String(), Username: u.Username, Name: u.Name, Role: oas.Role(u.Role),
		Dinas: named[oas.Code](u.Dinas), Language: oas.Language(u.Language), Disabled: u.Disabled,
		CreatedAt: u.CreatedAt, LastLoginAt: when(u.LastLoginAt), Version: oas.Version(u.Version)}
}
