package domain

// AskerRole says in which capacity somebody asks. The zero value means that it
// is not known: an anonymous asker has none.
type AskerRole string

// The roles.
const (
	Kades     AskerRole = "kades"    // village head
	Sekdes    AskerRole = "sekdes"   // village secretary
	Resident  AskerRole = "resident" // anybody of the regency
	OtherRole AskerRole = "other"
)

// ParseAskerRole returns the role of that name; "" is refused too. Pointer names
// the member in the error.
func ParseAskerRole(pointer, s string) (AskerRole, error) {
	switch role := AskerRole(s); role {
	case Kades, Sekdes, Resident, OtherRole:
		return role, nil
	}
	return "", InvalidField(pointer, "oneof", "kades sekdes resident other")
}
