//go:build race

package triagetest

// UnderRace says that the race detector makes everything several times slower.
const UnderRace = true
