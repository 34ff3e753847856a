package refdata

import "fmt"

// PlaceNames returns the names of all kecamatan and desa of the built-in
// reference data.
func PlaceNames() (names []string, err error) {
	set, err := Builtin()
	if err != nil {
		return nil, fmt.Errorf("names of places: %w", err)
	}
	for _, k := range set.Kecamatan {
		names = append(names, k.Name)
	}
	for _, d := range set.Desa {
		names = append(names, d.Name)
	}
	return names, nil
}
