package directory

import (
	"regexp"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
)

// Words of yes and no as values.
const (
	Yes = "yes"
	No  = "no"
)

// ParseValue gives what people type into a field in the form in which it is
// stored: a number with a point and without leading zeros, a day as YYYY-MM-DD,
// a choice as it stands in the list, Yes or No. What does not suit the type is
// fault.Invalid.
func (f Field) ParseValue(text string) (string, error) {
	text, err := CleanValue(text)
	if err != nil || text == "" {
		return "", err
	}
	parsed, suits := "", false
	switch f.Type {
	case FieldText:
		return text, nil
	case FieldNumber:
		parsed, suits = parseNumber(text)
	case FieldDate:
		day, err := calendar.Parse(text)
		parsed, suits = day.String(), err == nil
	case FieldChoice:
		i := slices.IndexFunc(f.Choices, func(c string) bool { return Fold(c) == Fold(text) })
		if suits = i >= 0; suits {
			parsed = f.Choices[i]
		}
	case FieldYesNo:
		parsed, suits = yesNo[Fold(text)], yesNo[Fold(text)] != ""
	}
	if !suits {
		return "", fault.New(fault.Invalid, "directory.field-value", fault.Args{"Name": f.NameFR, "Text": fault.Excerpt(text), "Type": f.Type.Label()})
	}
	return parsed, nil
}

// CleanValue gives a value as text, whatever its type.
func CleanValue(text string) (string, error) { return Clean("field", text, titleMax) }

var yesNo = map[string]string{
	Yes: Yes, "oui": Yes, "o": Yes, "y": Yes, "true": Yes, "vrai": Yes, "1": Yes, "x": Yes,
	No: No, "non": No, "n": No, "false": No, "faux": No, "0": No,
}

// numeral is at most 15 digits before and 6 after the point, which a float of a
// spreadsheet carries without loss.
var numeral = regexp.MustCompile(`^(-?)0*([0-9]{1,15})(?:\.([0-9]{1,6}))?$`)

func parseNumber(text string) (string, bool) {
	text = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ",", ".", "−", "-").Replace(text)
	parts := numeral.FindStringSubmatch(text)
	if parts == nil {
		return "", false
	}
	number := parts[2]
	if decimals := strings.TrimRight(parts[3], "0"); decimals != "" {
		number += "." + decimals
	}
	if number == "0" {
		return number, true
	}
	return parts[1] + number, true
}

// takeValues gives the values that a user would have: those that changed are
// checked by their type, those of fields that are off stay as they are. A field
// that is required must have a value in a new record, and keep the one it has.
func takeValues(s Store, old, next User) (User, error) {
	if old.Fields == next.Fields && old.Version > 0 {
		return next, nil
	}
	fields, err := s.Fields()
	if err != nil {
		return User{}, err
	}
	taken := next.Fields
	for _, value := range next.Fields.List() {
		if value.Text == old.Fields.Get(value.Key) {
			continue
		}
		f, known := FieldByKey(fields, value.Key)
		if !known || !f.Active {
			return User{}, noField(value.Key)
		}
		parsed, err := f.ParseValue(value.Text)
		if err != nil {
			return User{}, err
		}
		taken = taken.With(value.Key, parsed)
	}
	for _, f := range ActiveFields(fields) {
		had := old.Fields.Get(f.Key) != "" || old.Version == 0
		if f.Required && had && taken.Get(f.Key) == "" {
			return User{}, fault.New(fault.Invalid, "directory.field-empty", fault.Args{"Name": f.NameFR, "Key": f.Key})
		}
	}
	next.Fields = taken
	return next, nil
}

// valueChanges tells the history which values differ, by the names of the fields.
func valueChanges(s Store, old, next User) ([]Detail, error) {
	if old.Fields == next.Fields {
		return nil, nil
	}
	fields, err := s.Fields()
	if err != nil {
		return nil, err
	}
	var details []Detail
	for _, f := range fields {
		before, after := old.Fields.Get(f.Key), next.Fields.Get(f.Key)
		if before != after {
			details = append(details, Detail{"field", f.NameFR + ": " + orDash(before) + " → " + orDash(after)})
		}
	}
	return details, nil
}
