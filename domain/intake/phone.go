package intake

import "strings"

// Phone returns a telephone number as it is written, with the 0 back that a
// spreadsheet takes off when it keeps a mobile number as a number. Mobile
// numbers begin with 08 and have 10 to 13 digits (Telkom numbering plan).
func Phone(cell string) string {
	digits := strings.TrimSuffix(cell, ".0")
	if len(digits) >= 9 && len(digits) <= 12 && digits[0] == '8' && strings.Trim(digits, "0123456789") == "" {
		return "0" + digits
	}
	return cell
}
