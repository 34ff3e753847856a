// Package testdb gives tests real databases: SQLite files, and databases on a MariaDB server.
//
// The server is the one named by AUDIENSI_TEST_MYSQL_DSN, or else a private throw-away mariadbd
// on loopback that the tests of one process share. A package whose tests call MySQL hands its
// TestMain to Main, so that the server and its directory are gone when the tests end:
//
//	func TestMain(m *testing.M) { testdb.Main(m) }
//
// Tests that stop, kill or restart a server, and benchmarks, start their own with StartMySQL.
package testdb
