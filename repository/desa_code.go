package repository

import (
	"context"

	"gorm.io/gorm"

	"audiensi/domain"
	"audiensi/domain/ledger"
	"audiensi/domain/usecase"
)

type desaCodeRow struct {
	SessionID []byte `gorm:"primaryKey"`
	Desa      string `gorm:"primaryKey"`
	Hash      []byte
	IssuedAt  int64
}

// TableName implements GORM's Tabler.
func (desaCodeRow) TableName() string { return "desa_codes" }

// SaveDesaCode implements usecase.DesaCodes.
func (t *txn) SaveDesaCode(ctx context.Context, c usecase.DesaCode) error {
	_, err := gorm.G[desaCodeRow](t.orm).Where("session_id = ? AND desa = ?", c.Session.Bytes(), c.Desa).Delete(ctx)
	if err == nil {
		err = gorm.G[desaCodeRow](t.orm).Create(ctx, &desaCodeRow{SessionID: c.Session.Bytes(), Desa: c.Desa, Hash: c.Hash[:], IssuedAt: c.IssuedAt.UnixMicro()})
	}
	if _, taken := duplicate(err); taken {
		return t.rerun(err) // issued twice at once
	}
	return t.failed(ctx, "save desa code", err)
}

// DesaCodeByHash implements usecase.DesaCodes.
func (t *txn) DesaCodeByHash(ctx context.Context, hash ledger.Hash) (*usecase.DesaCode, error) {
	row, err := load[desaCodeRow](ctx, t, "hash", hash[:], nil)
	if err != nil {
		return nil, err
	}
	c := &usecase.DesaCode{Desa: row.Desa, Hash: hash, IssuedAt: fromInstant(&row.IssuedAt)}
	c.Session, err = domain.IDFromBytes[domain.SessionKind](row.SessionID)
	return c, t.failed(ctx, "read desa code", err)
}
