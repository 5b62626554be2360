package directory

import "github.com/comptoir/comptoir/app/fault"

// meanwhileMost is how many lines of the history are looked through for what has
// changed meanwhile.
const meanwhileMost = 50

// changedMeanwhile refuses, with fault.Conflict, to write over what others have
// changed since a user was read, and tells who changed which fields from what to
// what.
func changedMeanwhile(s Store, stored, read User) error {
	acts, _, err := s.Acts(HistoryFilter{Subject: stored.ID, Limit: meanwhileMost})
	if err != nil {
		return err
	}
	by, err := s.User(stored.ModifiedBy)
	if ignoreMissing(err) != nil {
		return err
	}
	return fault.New(fault.Conflict, "directory.changed-meanwhile", fault.Args{
		"Name": stored.Name(), "When": stored.Modified, "By": by.Name(), "Changes": sinceRead(acts, stored, read),
	})
}

// sinceRead gives the changes of a user that are newer than what was read, the
// newest first: as many as there are versions in between.
func sinceRead(acts []Act, stored, read User) []fault.Phrase {
	var changes []fault.Phrase
	behind := stored.Version - read.Version
	for _, a := range acts {
		if behind <= 0 || !read.Modified.IsZero() && a.At.Before(read.Modified) {
			break
		}
		if told := fieldsOf(a); len(told) > 0 {
			changes = append(changes, told...)
			behind--
		}
	}
	if len(changes) == 0 {
		changes = append(changes, fault.Phrase{Key: "directory.changed.other"})
	}
	return changes
}

// fieldsOf gives what an act changed in the record itself.
func fieldsOf(a Act) []fault.Phrase {
	var fields []fault.Phrase
	for _, d := range a.Details {
		value := any(d.Value)
		if key, is := d.Word(); is {
			value = key
		}
		if a.Verb == VerbUserEdited || d.Name == "status" {
			fields = append(fields, fault.Phrase{Key: "directory.changed.field", Args: fault.Args{"Field": d.Label(), "Value": value}})
		}
	}
	return fields
}
