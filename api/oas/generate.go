// Package oas holds what oapi-codegen makes of openapi.yaml: the types of every
// body, the server interface and the contract itself. Change the contract, then
// run go generate; nothing else here is written by hand.
package oas

//go:generate go tool oapi-codegen -config config.yaml ../../openapi.yaml
