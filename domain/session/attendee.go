package session

import "audiensi/domain"

// Validate cleans what people wrote and returns every fault.
func (a *Attendee) Validate() error {
	var faults domain.Faults
	var err error
	a.Name, err = domain.CleanText("/name", a.Name, domain.MaxNameText)
	faults.Merge(err)
	a.Phone, err = domain.CleanOptional("/phone", a.Phone, 40)
	faults.Merge(err)
	if a.Role == "" {
		faults.Add("/role", "required", "")
	}
	return faults.Err()
}
