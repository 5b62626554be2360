package exchange

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/usrfile"
)

// fieldsOf gives the organisation's own fields that are in use.
func fieldsOf(s directory.Store) ([]directory.Field, error) {
	fields, err := s.Fields()
	return directory.ActiveFields(fields), err
}

func fieldsToWire(fields []directory.Field) (list usrfile.List[usrfile.Field]) {
	for _, f := range fields {
		list = append(list, usrfile.Field{
			Key: f.Key, NameFR: f.NameFR, NameEN: f.NameEN, Type: string(f.Type), Choices: f.Choices, Required: f.Required, Order: f.Order,
		})
	}
	return list
}

// valuesToWire sends the values of fields in use; others stay at head office.
func valuesToWire(fields []directory.Field, values directory.Values) (list usrfile.List[usrfile.FieldValue]) {
	for _, v := range values.List() {
		if _, used := directory.FieldByKey(fields, v.Key); used {
			list = append(list, usrfile.FieldValue{Key: v.Key, Value: v.Text})
		}
	}
	return list
}

// takeFields reads the fields and the user's values. A value need not be among
// the choices any more, but must be a text as people here can enter one.
func (snap *Snapshot) takeFields(d usrfile.UserData) error {
	for _, w := range d.Fields {
		f := directory.Field{
			Key: w.Key, NameFR: w.NameFR, NameEN: w.NameEN, Type: directory.FieldType(w.Type), Choices: w.Choices,
			Required: w.Required, Order: w.Order, Active: true,
		}
		if err := directory.CheckField(f); err != nil {
			return unknownValue(err, w.Key)
		}
		snap.Fields = append(snap.Fields, f)
	}
	for _, v := range d.User.Fields {
		if clean, err := directory.CleanValue(v.Value); err != nil || clean != v.Value {
			return unknownValue(err, v.Value)
		}
		snap.User.Fields = snap.User.Fields.With(v.Key, v.Value)
	}
	return nil
}

// settleFields takes the fields as the newest file has them; those that it does
// not have are in use no more.
func (st *settled) settleFields(j *judge) error {
	how, err := j.statement(fieldMarks, st.Organisation.ID)
	if err != nil {
		return err
	}
	here, err := j.store.Fields()
	if err != nil {
		return err
	}
	if how != newer {
		st.Fields = directory.ActiveFields(here)
		return nil
	}
	st.fields = nil
	for _, f := range st.Fields {
		old, _ := directory.FieldByKey(here, f.Key)
		f.Version = old.Version
		st.fields = append(st.fields, f)
	}
	for _, f := range directory.ActiveFields(here) {
		if _, kept := directory.FieldByKey(st.Fields, f.Key); !kept {
			f.Active = false
			st.fields = append(st.fields, f)
		}
	}
	return nil
}

// compareFields tells of fields that come, go or change.
func compareFields(now, next Snapshot) []Change {
	same := slices.EqualFunc(now.Fields, next.Fields, func(a, b directory.Field) bool {
		return a.Key == b.Key && a.NameFR == b.NameFR && a.NameEN == b.NameEN && slices.Equal(a.Choices, b.Choices)
	})
	if same || now.Organisation.ID.IsZero() {
		return nil
	}
	return []Change{{Note, "fields", fault.Args{"Count": len(next.Fields)}}}
}
