// Package similar finds the earlier questions that put the same matter as a
// text, in other words, another spelling and from another village. It needs no
// database: its index lives in memory, so every database gives the same answers
// and none needs a full-text search. It is pure but for the lock of the index.
//
// An Encoder turns a text into a Vector: the sum of what its terms were learnt to
// mean. Texts of one matter point in nearly the same direction. The Index keeps
// the vectors of a whole history and finds those nearest to a text's. Names of
// places, numbers and words that nobody taught do not count, so that the village
// makes no two questions similar.
//
// What terms mean is learnt by package learn and kept in encoder.model.
package similar
