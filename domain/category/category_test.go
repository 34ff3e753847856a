package category_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"audiensi/domain"
	"audiensi/domain/category"
)

func TestValidate(t *testing.T) {
	good := category.Category{Code: "village_asset", NameID: "Aset desa", NameEN: "Village assets",
		Description: "Tanah kas desa, bengkok.", Position: 4}
	for name, tt := range map[string]struct {
		change func(*category.Category)
		want   []domain.FieldError
	}{
		"good":         {change: func(c *category.Category) { c.NameID += " " }},
		"hyphen":       {func(c *category.Category) { c.Code = "village-asset" }, []domain.FieldError{{Pointer: "/code", Rule: "code"}}},
		"position_0":   {func(c *category.Category) { c.Position = 0 }, []domain.FieldError{{Pointer: "/position", Rule: "min", Param: "1"}}},
		"position_big": {func(c *category.Category) { c.Position = 10001 }, []domain.FieldError{{Pointer: "/position", Rule: "max", Param: "10000"}}},
		"nameless": {func(c *category.Category) { c.NameID, c.NameEN, c.Description = "", " ", "\x00" }, []domain.FieldError{
			{Pointer: "/name/id", Rule: "required"}, {Pointer: "/name/en", Rule: "required"},
			{Pointer: "/description", Rule: "control"}}},
	} {
		t.Run(name, func(t *testing.T) {
			c := good
			tt.change(&c)
			var e *domain.Error
			var got []domain.FieldError
			if errors.As(c.Validate(), &e) {
				got = e.Fields
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestClass(t *testing.T) {
	for s, want := range map[string]category.Class{
		"": category.Information, "information": category.Information, "complaint": category.Complaint,
		"inspection": category.Inspection, "aspiration": category.Aspiration,
	} {
		got, err := category.ParseClass("/class", s)
		if err != nil || string(got) != s || got.Effective() != want {
			t.Errorf("ParseClass(%q) = %q, %v; effective %q", s, got, err, got.Effective())
		}
	}
	if _, err := category.ParseClass("/class", "urgent"); domain.CodeOf(err) != domain.Invalid {
		t.Errorf("urgent: %v", err)
	}
}

func TestActiveOn(t *testing.T) {
	first := domain.Date{Year: 2026, Month: 1, Day: 1}
	c := category.Category{ValidFrom: first}
	if c.ActiveOn(first.AddDays(-1)) || !c.ActiveOn(first) {
		t.Error("does not begin on its first day")
	}
}
