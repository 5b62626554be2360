package storagetest

import (
	"fmt"
	"reflect"
)

// Doubt compares what is remembered with what is stored, for storage.Doubt, and tells
// what is wrong: another value, or one that whoever was given it could change.
func Doubt(wrong func(sentence string)) func(what string, kept, given, read any) {
	return func(what string, kept, given, read any) {
		if !reflect.DeepEqual(kept, read) {
			wrong(fmt.Sprintf("%s is remembered as %+v, and stored as %+v", what, kept, read))
		}
		if Shared(kept, given) {
			wrong(fmt.Sprintf("%s is given out as it is remembered: whoever changes %+v changes what others are given", what, given))
		}
	}
}

// Shared reports whether two values hold one slice, map or pointer, so that a change
// within one of them is a change of the other.
func Shared(a, b any) bool {
	held := map[uintptr]bool{}
	visitHeld(reflect.ValueOf(a), func(p uintptr) { held[p] = true })
	shared := false
	visitHeld(reflect.ValueOf(b), func(p uintptr) { shared = shared || held[p] })
	return shared
}

// visitHeld visits the addresses of all that a value holds and that can be changed.
// What time.Location and errors point to is changed by nobody.
func visitHeld(v reflect.Value, visit func(uintptr)) {
	switch v.Kind() {
	case reflect.Slice:
		if v.Len() > 0 {
			visit(v.Pointer())
		}
		for i := range v.Len() {
			visitHeld(v.Index(i), visit)
		}
	case reflect.Array:
		for i := range v.Len() {
			visitHeld(v.Index(i), visit)
		}
	case reflect.Map:
		if v.Len() > 0 {
			visit(v.Pointer())
		}
		for each := v.MapRange(); each.Next(); {
			visitHeld(each.Value(), visit)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			visit(v.Pointer())
			visitHeld(v.Elem(), visit)
		}
	case reflect.Interface:
		visitHeld(v.Elem(), visit)
	case reflect.Struct:
		if v.Type().PkgPath() == "time" {
			return
		}
		for i := range v.NumField() {
			visitHeld(v.Field(i), visit)
		}
	}
}
