// Package normal turns what people say and type in East Java into terms that
// can be compared: spelling, abbreviations, Javanese and Osing words and affixes
// fall away, official terms become one token however they are written, places
// and numbers are recognised as such. It is pure and always gives the same
// terms for the same text. Its word lists are the files in lists/.
package normal
