// Package transfer is the file in which sessions travel from one database to
// another: a ZIP archive of entries with one JSON value a line, a manifest with
// the SHA-256 of every entry, and at the very end, as the archive's comment, the
// SHA-256 of everything before it. What is stated of questions, sessions and
// attendees are their events, in canonical bytes; nothing that can be computed
// from them is in the file.
//
// The hashes find every accident and every careless change. They are no
// signature: who rewrites a file on purpose can compute them anew, which the
// fingerprint shows that the exporting side noted.
package transfer
