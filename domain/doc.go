// Package domain holds what every part of Audiensi speaks: typed errors, typed
// identifiers, actors and the rules for text that people write. It imports the
// standard library only; its subpackages hold one thing of the field each.
package domain
