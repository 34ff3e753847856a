package domaintest

import (
	"time"

	"audiensi/domain"
	"audiensi/domain/category"
	"audiensi/domain/dinas"
	"audiensi/domain/region"
	"audiensi/domain/routing"
	"audiensi/domain/wording"
)

// Day returns a day of 2026.
func Day(month time.Month, day int) domain.Date {
	return domain.Date{Year: 2026, Month: month, Day: day}
}

// Dinas returns a dinas.
func Dinas(code dinas.Code) dinas.Dinas {
	return dinas.Dinas{Code: code, Name: "Dinas " + string(code), ShortName: string(code), Kind: dinas.KindDinas,
		ValidFrom: Day(1, 1), Successors: []dinas.Code{"bappeda"}, SIPDCode: "1.06.2", RequiresApproval: true}
}

// Category returns a category at the position.
func Category(code category.Code, position int) category.Category {
	return category.Category{Code: code, NameID: "Kategori " + string(code), NameEN: "Category " + string(code),
		Description: "Apa saja tentang " + string(code), ValidFrom: Day(1, 1), ValidTo: Day(12, 31), Position: position}
}

// Kecamatan returns a kecamatan.
func Kecamatan(code string) region.Kecamatan {
	return region.Kecamatan{Code: code, Name: "Kecamatan " + code, ValidFrom: Day(1, 1)}
}

// Desa returns a desa that belonged to one kecamatan until June and to the next since.
func Desa(code, before, since string) region.Desa {
	return region.Desa{Code: code, Name: "Desa " + code, Kind: region.KindDesa, Memberships: []region.Membership{
		{Kecamatan: before, To: Day(6, 30)}, {Kecamatan: since, From: Day(7, 1)}}}
}

// Rule returns a rule at the position.
func Rule(position int, to dinas.Code) routing.Rule {
	return routing.Rule{ID: domain.NewID[domain.RuleKind](Now), Position: position, Category: "poverty_letter",
		Class: category.Complaint, Kecamatan: "35.10.01", AskerRole: domain.Kades, Terms: []string{"spm", "Surat Pernyataan Miskin"}, Dinas: to, ValidFrom: Day(1, 1), Note: "SK Bupati"}
}

// Template returns an answer template of the dinas.
func Template(of dinas.Code) wording.Template {
	return wording.Template{ID: domain.NewID[domain.TemplateKind](Now), Dinas: of, Category: "poverty_letter", Title: "SKTM terbit",
		Text: "Yth. {{nama_penanya}}, SKTM sudah terbit.", ValidFrom: Day(1, 1)}
}
