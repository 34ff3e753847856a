package repository

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// newGormConfig returns a configuration of its own for every Open: a shared one
// carries clause builders from one dialect to the other. GORM logs nothing,
// since errors are returned, and statements would show personal data.
func newGormConfig() *gorm.Config {
	return &gorm.Config{
		SkipDefaultTransaction:   true,
		DisableNestedTransaction: true,
		DisableAutomaticPing:     true,
		Logger:                   logger.Discard,
	}
}

// ormOn returns a session of GORM whose statements all run in the unit.
func (s *Store) ormOn(ctx context.Context, u *unit) *gorm.DB {
	db := s.orm.Session(&gorm.Session{NewDB: true, Context: ctx})
	db.Statement.ConnPool = u
	return db
}
