//go:build !race

package linear_test

const underRace = false
