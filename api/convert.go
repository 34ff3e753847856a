package api

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/oapi-codegen/runtime/types"

	"audiensi/api/authn"
	"audiensi/api/oas"
	"audiensi/api/request"
	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/usecase"
)

// defaultLimit is how many items a list has where the caller does not say.
const defaultLimit = 50

func principal(ctx context.Context) access.Principal { return authn.From(ctx).Principal }

func etag[N int | int64 | uint64](version N) string {
	return strconv.Quote(strconv.FormatUint(uint64(version), 10))
}

// ifMatch returns the version that the header names.
func ifMatch(h *oas.IfMatch) (int64, error) {
	if h == nil {
		return 0, domain.Fail(domain.VersionRequired, domain.ReasonVersionRequired)
	}
	version, err := strconv.ParseInt(strings.Trim(*h, `"`), 10, 64)
	if err != nil {
		return 0, domain.InvalidField("#If-Match", "etag", "")
	}
	return version, nil
}

// idOf reads an identifier; what has not its form names nothing.
func idOf[K any](s oas.ID) (domain.ID[K], error) {
	id, err := domain.ParseID[K](s)
	if err != nil {
		return id, &domain.Error{Code: domain.NotFound, Reason: domain.ReasonNotFound, Err: err}
	}
	return id, nil
}

func pageOf(limit *oas.Limit, cursor *oas.Cursor) usecase.Page {
	page := usecase.Page{Limit: defaultLimit, Cursor: value(cursor)}
	if limit != nil {
		page.Limit = *limit
	}
	return page
}

// link returns the Link header of the next page: the same address and filters
// with its cursor (RFC 8288).
func link(ctx context.Context, next string) *string {
	if next == "" {
		return nil
	}
	at := *request.From(ctx).URL
	query := at.Query()
	query.Set("cursor", next)
	relative := url.URL{Path: at.Path, RawQuery: query.Encode()}
	header := "<" + relative.String() + `>; rel="next"`
	return &header
}

// value returns what p points to, or the zero value.
func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// optional returns a pointer to v, nil if it is the zero value.
func optional[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

// named is optional for a text that has another type in the contract.
func named[To, From ~string](v From) *To { return optional(To(v)) }

// each converts every element; the result is never nil.
func each[From, To any](list []From, convert func(From) To) []To {
	out := make([]To, len(list))
	for i, v := range list {
		out[i] = convert(v)
	}
	return out
}

// texts converts between texts of two types; the result is never nil.
func texts[To, From ~string](list []From) []To {
	return each(list, func(v From) To { return To(v) })
}

func when(t time.Time) *time.Time { return optional(t.UTC()) }

func date(d domain.Date) types.Date {
	return types.Date{Time: time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)}
}

func optionalDate(d domain.Date) *types.Date {
	if d.IsZero() {
		return nil
	}
	day := date(d)
	return &day
}

func dateOf(d *types.Date) domain.Date {
	if d == nil {
		return domain.Date{}
	}
	year, month, day := d.Date()
	return domain.Date{Year: year, Month: month, Day: day}
}
