// Package backup copies a database in use to a file and brings one back from
// it: SQLite by itself, MySQL and MariaDB by their own tools. A backup has its
// name only once it is complete, checked and on the disk.
package backup

import "errors"

// The reasons for which nothing was done.
var (
	// ErrExists says that the file to be written is there already.
	ErrExists = errors.New("it exists already")
	// ErrInUse says that a program has the database open.
	ErrInUse = errors.New("the database is in use: stop the server and every other program that has it open, then try again")
	// ErrSameFile says that a database was to be its own backup.
	ErrSameFile = errors.New("that is the database itself: name another file")
	// ErrNotEmpty says that the MySQL database to restore into holds tables.
	ErrNotEmpty = errors.New("the database is not empty: make a new one, name it in AUDIENSI_DATABASE and restore into that")
	// ErrForeign says that a file or database holds nothing of Audiensi.
	ErrForeign = errors.New("this is no backup of Audiensi")
	// ErrOtherKind says that the backup is one of the other kind of database.
	ErrOtherKind = errors.New("the backup is of another kind of database than AUDIENSI_DATABASE")
	// ErrTruncated says that the end of a dump is missing.
	ErrTruncated = errors.New("the dump is not complete: its last line, \"-- Dump completed\", is missing")
	// ErrDamaged says that what is in the file cannot be trusted.
	ErrDamaged = errors.New("the backup is damaged")
)
