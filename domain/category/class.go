package category

import "audiensi/domain"

// Class says which deadline rule applies to a question. The zero value means
// that it is not known yet.
type Class string

// The classes.
const (
	Information Class = "information" // asks what, how, who, may we
	Complaint   Class = "complaint"   // says something is wrong or late
	Inspection  Class = "inspection"  // needs a field visit
	Aspiration  Class = "aspiration"  // wishes for something new
)

// Effective returns the class that deadlines and rules go by: an unknown class
// counts as information.
func (c Class) Effective() Class {
	if c == "" {
		return Information
	}
	return c
}

// ParseClass returns the class of that name, "" for an unknown one, or invalid
// with the rule "oneof". Pointer names the member in the error.
func ParseClass(pointer, s string) (Class, error) {
	switch class := Class(s); class {
	case "", Information, Complaint, Inspection, Aspiration:
		return class, nil
	}
	return "", domain.InvalidField(pointer, "oneof", "information complaint inspection aspiration")
}
