package directory

import (
	"cmp"
	"regexp"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

// FieldType says what a field of the organisation's own holds.
type FieldType string

const (
	FieldText   FieldType = "text"
	FieldNumber FieldType = "number"
	FieldDate   FieldType = "date"
	FieldChoice FieldType = "choice" // one of the field's choices
	FieldYesNo  FieldType = "yes-no"
)

// FieldTypes lists all types.
func FieldTypes() []FieldType {
	return []FieldType{FieldText, FieldNumber, FieldDate, FieldChoice, FieldYesNo}
}

// Label is the key of the type's name.
func (t FieldType) Label() fault.Key { return fault.Key("field-type." + string(t)) }

// Bounds of fields.
const (
	FieldsMax    = 40
	choicesMax   = 50
	fieldNameMax = 60
	orderMax     = 999
)

// Field is one that the organisation adds to the record of its users. Its key and
// type stay; a field that is used no more is switched off, with its values kept.
type Field struct {
	Key      string // "staff-number"
	NameFR   string
	NameEN   string
	Type     FieldType
	Choices  []string // FieldChoice only, in their order
	Required bool
	Order    int // fields are shown from the lowest to the highest
	Active   bool
	Version  int64 // counts saves
}

// Name gives the field's name in a language, French where there is none.
func (f Field) Name(language string) string {
	if language != "fr" && f.NameEN != "" {
		return f.NameEN
	}
	return f.NameFR
}

// Verbs of fields.
const (
	VerbFieldAdded  Verb = "field-added"
	VerbFieldEdited Verb = "field-edited"
)

// AddField adds a field of the organisation's own. A key in use is
// fault.Conflict.
func AddField(s Store, by Actor, f Field, now time.Time) (Field, error) {
	if err := Can(by, RightOrganisationManage, Place{}, now); err != nil {
		return Field{}, err
	}
	f.Active, f.Version = true, 0
	if err := f.clean(); err != nil {
		return Field{}, err
	}
	fields, err := s.Fields()
	switch _, taken := FieldByKey(fields, f.Key); {
	case err != nil:
		return Field{}, err
	case taken:
		return Field{}, fault.New(fault.Conflict, "directory.field-taken", fault.Args{"Key": f.Key})
	case len(fields) >= FieldsMax:
		return Field{}, fault.New(fault.Conflict, "directory.fields", fault.Args{"Max": FieldsMax})
	}
	return saveField(s, by, f, VerbFieldAdded, now)
}

// EditField changes a field; its type stays. An older version is fault.Conflict.
func EditField(s Store, by Actor, f Field, now time.Time) (Field, error) {
	if err := Can(by, RightOrganisationManage, Place{}, now); err != nil {
		return Field{}, err
	}
	fields, err := s.Fields()
	if err != nil {
		return Field{}, err
	}
	old, known := FieldByKey(fields, f.Key)
	switch {
	case !known:
		return Field{}, noField(f.Key)
	case f.Version != old.Version:
		return Field{}, fault.New(fault.Conflict, "directory.field-changed", fault.Args{"Name": old.NameFR})
	}
	f.Type = old.Type
	if err := f.clean(); err != nil {
		return Field{}, err
	}
	return saveField(s, by, f, VerbFieldEdited, now)
}

func saveField(s Store, by Actor, f Field, verb Verb, now time.Time) (Field, error) {
	saved, err := s.SaveField(f)
	if err != nil {
		return Field{}, err
	}
	state := "active"
	if !f.Active {
		state = "inactive"
	}
	return saved, Note(s, by, by.ID, verb, now, Detail{"field", f.NameFR}, Detail{"field-state", state})
}

// FieldByKey finds a field.
func FieldByKey(fields []Field, key string) (Field, bool) {
	i := slices.IndexFunc(fields, func(f Field) bool { return f.Key == key })
	if i < 0 {
		return Field{}, false
	}
	return fields[i], true
}

// ActiveFields gives the fields that are in use, in the order in which they are
// shown.
func ActiveFields(fields []Field) []Field {
	active := slices.DeleteFunc(slices.Clone(fields), func(f Field) bool { return !f.Active })
	slices.SortStableFunc(active, func(a, b Field) int { return cmp.Or(a.Order-b.Order, cmp.Compare(a.Key, b.Key)) })
	return active
}

var fieldKey = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// CheckField reports whether a field that comes from elsewhere is as one made here
// would be.
func CheckField(f Field) error { return f.clean() }

func (f *Field) clean() error {
	c := cleaning{}
	c.required("field", &f.NameFR, fieldNameMax)
	c.text("field", &f.NameEN, fieldNameMax)
	if c.err != nil {
		return c.err
	}
	switch {
	case len(f.Key) > 32 || !fieldKey.MatchString(f.Key):
		return fault.New(fault.Invalid, "directory.field-key", fault.Args{"Text": fault.Excerpt(f.Key)})
	case !slices.Contains(FieldTypes(), f.Type):
		return fault.New(fault.Invalid, "directory.field-type", fault.Args{"Text": fault.Excerpt(string(f.Type))})
	case f.Order < 0 || f.Order > orderMax:
		return fault.New(fault.Invalid, "directory.field-order", fault.Args{"Max": orderMax})
	}
	return f.cleanChoices()
}

func (f *Field) cleanChoices() error {
	wrong := fault.New(fault.Invalid, "directory.field-choices", fault.Args{"Name": f.NameFR, "Max": choicesMax})
	if f.Type != FieldChoice {
		if len(f.Choices) > 0 {
			return wrong
		}
		return nil
	}
	if len(f.Choices) == 0 || len(f.Choices) > choicesMax {
		return wrong
	}
	cleaned := make([]string, 0, len(f.Choices))
	for _, choice := range f.Choices {
		choice, err := required("field", choice, fieldNameMax)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(cleaned, func(other string) bool { return Fold(other) == Fold(choice) }) {
			return wrong
		}
		cleaned = append(cleaned, choice)
	}
	f.Choices = cleaned
	return nil
}

func noField(key string) error {
	return fault.New(fault.Missing, "directory.no-field", fault.Args{"Text": fault.Excerpt(key)})
}
