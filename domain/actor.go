package domain

// ActorKind says what sort of actor did something.
type ActorKind string

// The kinds of actors.
const (
	ActorUser   ActorKind = "user"   // a person with an account
	ActorAsker  ActorKind = "asker"  // whoever holds the receipt
	ActorSystem ActorKind = "system" // the passing of time, or the program's operator
	ActorRule   ActorKind = "rule"   // a routing rule, under the session's auto_assign
)

// Actor is who did something, as it stands in an event. Role and Dinas are those
// of the moment: a later change of the account does not rewrite the past.
type Actor struct {
	Kind  ActorKind
	User  UserID
	Role  string
	Dinas string
}
