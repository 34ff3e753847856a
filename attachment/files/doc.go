// Package files keeps the bytes of attachments, in a folder or in an object
// store that speaks Amazon's S3, each under the id of its attachment.
package files
