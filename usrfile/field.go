package usrfile

// Field is one of the organisation's own fields in the record of users.
type Field struct {
	Key      string       `json:"key"`
	NameFR   string       `json:"name_fr"`
	NameEN   string       `json:"name_en"`
	Type     string       `json:"type"`    // text, number, date, choice or yes-no
	Choices  List[string] `json:"choices"` // type choice only
	Required bool         `json:"required"`
	Order    int          `json:"order"`
}

// FieldValue is what a user has in a field.
type FieldValue struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

const maxFieldOrder = 999

func (f Field) check(c *checker) {
	c.word(f.Key, "key")
	c.filled(f.NameFR, "name_fr")
	c.oneOf(f.Type, "type", "text", "number", "date", "choice", "yes-no")
	c.that((f.Type == "choice") == (len(f.Choices) > 0), "choices")
	for _, choice := range f.Choices {
		c.filled(choice, "choices")
	}
	c.between(int64(f.Order), 0, maxFieldOrder, "order")
}

func (v FieldValue) check(c *checker) {
	c.word(v.Key, "key")
	c.filled(v.Value, "value")
}

// checkFields demands a definition for every value.
func (d UserData) checkFields(c *checker) {
	each(c, "fields", d.Fields, Field.check)
	distinct(c, "fields", d.Fields, func(f Field) string { return f.Key })
	each(c, "user.fields", d.User.Fields, FieldValue.check)
	distinct(c, "user.fields", d.User.Fields, func(v FieldValue) string { return v.Key })
	defined := map[string]bool{}
	for _, f := range d.Fields {
		defined[f.Key] = true
	}
	for _, v := range d.User.Fields {
		c.that(defined[v.Key], "user.fields")
	}
}
