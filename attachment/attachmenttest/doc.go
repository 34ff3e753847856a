// Package attachmenttest makes files for tests: photographs that tell where they
// were taken, documents, and what pretends to be one.
package attachmenttest
