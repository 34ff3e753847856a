// Package linear is a linear text classifier: multinomial logistic regression
// over terms, pairs of terms and character n-grams of a normalised text, one
// softmax for the category and one for the class. Training and prediction give
// the same bits on every platform: sums are never fused, orders are fixed, and
// exponential and logarithm are its own. It is pure.
package linear
