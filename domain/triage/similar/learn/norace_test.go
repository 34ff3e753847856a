//go:build !race

package learn_test

const underRace = false
