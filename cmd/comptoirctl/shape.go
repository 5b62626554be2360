package main

import (
	"encoding"
	"reflect"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/translation"
)

// shapeOf describes the JSON of a report: {"number": integer, …}. It is made
// from the types, so that the help can not say anything else than what is
// printed.
func shapeOf(p *translation.Printer, r report) string { return shape(p, reflect.TypeOf(r)) }

var (
	dayType    = reflect.TypeFor[calendar.Day]()
	momentType = reflect.TypeFor[moment]()
	textType   = reflect.TypeFor[encoding.TextMarshaler]()
)

func shape(p *translation.Printer, t reflect.Type) string {
	switch {
	case t == dayType:
		return p.T("ctl.json.day")
	case t == momentType:
		return p.T("ctl.json.moment")
	case t.Implements(textType):
		return p.T("ctl.json.text")
	}
	switch t.Kind() {
	case reflect.Pointer:
		return shape(p, t.Elem()) + " | null"
	case reflect.Slice:
		return "[" + shape(p, t.Elem()) + ", …]"
	case reflect.Struct:
		return "{" + strings.Join(members(p, t), ", ") + "}"
	case reflect.Interface:
		return p.T("ctl.json.value")
	case reflect.Map:
		return `{"…": ` + shape(p, t.Elem()) + `, …}`
	case reflect.Bool:
		return "true | false"
	case reflect.String:
		return p.T("ctl.json.text")
	default:
		return p.T("ctl.json.integer")
	}
}

// members describes the fields of a struct, those of embedded ones too.
func members(p *translation.Printer, t reflect.Type) []string {
	var list []string
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case field.Anonymous && name == "":
			list = append(list, members(p, field.Type)...)
		case field.IsExported() && name != "-":
			list = append(list, `"`+name+`": `+shape(p, field.Type))
		}
	}
	return list
}
