package repository

import (
	"context"
	"database/sql"
	"errors"

	"audiensi/domain"
	"audiensi/domain/access"
	"audiensi/domain/account"
	"audiensi/domain/dinas"
	"audiensi/domain/usecase"
)

type deputyRow struct {
	ID        []byte `gorm:"primaryKey"`
	Version   int64
	Dinas     string
	UserID    []byte
	DeputyID  []byte
	FromDay   string
	ToDay     string
	CreatedAt *int64 `gorm:"autoCreateTime:false"`
	EndedAt   *int64
}

// TableName implements GORM's Tabler.
func (deputyRow) TableName() string { return "deputies" }

func (r *deputyRow) deputy() (account.Deputy, error) {
	d := account.Deputy{Version: r.Version, Dinas: dinas.Code(r.Dinas), CreatedAt: fromInstant(r.CreatedAt), EndedAt: fromInstant(r.EndedAt)}
	var faults [4]error
	d.ID, faults[0] = domain.IDFromBytes[domain.DeputyKind](r.ID)
	d.User, faults[1] = domain.IDFromBytes[domain.UserKind](r.UserID)
	d.Deputy, faults[2] = domain.IDFromBytes[domain.UserKind](r.DeputyID)
	var days domain.Period
	days, faults[3] = parsePeriod(r.FromDay, r.ToDay)
	d.From, d.To = days.From, days.To
	return d, errors.Join(faults[:]...)
}

// LoadDeputy implements usecase.Deputies.
func (t *txn) LoadDeputy(ctx context.Context, id domain.DeputyID) (*account.Deputy, error) {
	row, err := load[deputyRow](ctx, t, "id", id.Bytes(), nil)
	if err != nil {
		return nil, err
	}
	d, err := row.deputy()
	return &d, t.failed(ctx, "read deputy", err)
}

// SaveDeputy implements usecase.Deputies.
func (t *txn) SaveDeputy(ctx context.Context, d *account.Deputy) error {
	v := versioned{table: "deputies", key: "id", value: d.ID.Bytes(), name: d.ID.String(), version: &d.Version}
	return save(ctx, t, v, &deputyRow{ID: d.ID.Bytes(), Version: d.Version + 1, Dinas: string(d.Dinas), UserID: d.User.Bytes(),
		DeputyID: d.Deputy.Bytes(), FromDay: d.From.String(), ToDay: d.To.String(), CreatedAt: instant(d.CreatedAt), EndedAt: instant(d.EndedAt)})
}

// ListDeputies implements usecase.Deputies.
func (t *txn) ListDeputies(ctx context.Context, of dinas.Code, page usecase.Page) ([]account.Deputy, string, error) {
	k, err := order{list: "deputies", tie: "id", desc: true}.page(page, of)
	if err != nil {
		return nil, "", err
	}
	c := &conditions{}
	c.equal("dinas", string(of))
	return listAs(ctx, t, k, c, func(r deputyRow) mark { return mark{Tie: r.ID} }, (*deputyRow).deputy)
}

// Days are stored as text that sorts like them.
const selectDeputised = "SELECT u.id, u.role, d.from_day, d.to_day FROM deputies d JOIN users u ON u.id = d.user_id JOIN users s ON s.id = d.deputy_id " +
	"WHERE d.deputy_id = ? AND d.ended_at IS NULL AND u.disabled = 0 AND u.dinas = s.dinas ORDER BY d.id"

// deputised is what memory keeps of one line of selectDeputised.
type deputised struct {
	access.Deputised
	from, to string
}

// Deputises implements usecase.Deputies.
func (t *txn) Deputises(ctx context.Context, deputy domain.UserID, on domain.Date) ([]access.Deputised, error) {
	all, err := remembered(t, "deputy:"+string(deputy.Bytes()), func() ([]deputised, error) { return t.readDeputised(ctx, deputy) })
	var today []access.Deputised
	for _, d := range all {
		if day := on.String(); d.from <= day && day <= d.to {
			today = append(today, d.Deputised)
		}
	}
	return today, err
}

func (t *txn) readDeputised(ctx context.Context, deputy domain.UserID) (list []deputised, err error) {
	scan := func(rows *sql.Rows) error {
		var d deputised
		err := rows.Scan(idScanner[domain.UserKind]{&d.User}, &d.Role, &d.from, &d.to)
		list = append(list, d)
		return err
	}
	err = t.unit.query(ctx, scan, selectDeputised, deputy.Bytes())
	return list, t.failed(ctx, "deputised accounts", err)
}
