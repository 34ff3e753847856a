// Package repository is the usecase.Store on GORM, for SQLite and for
// MySQL-compatible databases. Rows are private; reference data goes through
// gorm.G, the questions' hot paths through hand-written portable SQL on the same
// connection. Every statement of a unit of work passes one place, which dooms
// the unit at the first failure.
//
// Stored forms, the same on both databases: identifiers and hashes are bytes;
// instants are microseconds since 1970 UTC, NULL for none; days are YYYY-MM-DD,
// empty for none; lists that no query looks into are JSON.
package repository
