package accounting

import (
	"errors"

	"github.com/comptoir/comptoir/app/fault"
)

// point says what was refused where it can be put right.
func (e *entry) point(err error) {
	var f *fault.Error
	if e.form != nil {
		e.form.point(nil, err)
		return
	}
	if errors.As(err, &f) {
		if at, is := f.Args["Line"].(int); is && at >= 1 {
			if l := e.filled(at - 1); l != nil {
				e.refuse(l, placeOf(f.Key), err)
				return
			}
		}
		if field, known := e.culprit(f); known {
			field.Refuse(err)
			e.Window.Canvas().Focus(field)
			return
		}
	}
	e.tell(err)
}

// filled gives the line that is the so manyeth of those that are not empty.
func (e *entry) filled(at int) *typedLine {
	for _, l := range e.lines {
		if l.empty() {
			continue
		}
		if at == 0 {
			return l
		}
		at--
	}
	return nil
}

// placeOf gives the field of a line that a refusal is about.
func placeOf(key string) cellPlace {
	switch key {
	case "accounting.line-account":
		return atAccount
	case "accounting.line-due":
		return atDue
	}
	return atDebit
}

// culprit gives the field above the lines that a refusal is about.
func (e *entry) culprit(f *fault.Error) (field cell, known bool) {
	switch f.Key {
	case "accounting.future", "accounting.too-old", "accounting.closed-day":
		return e.day, true
	case "accounting.voucher-day":
		return e.voucherDay, true
	case "accounting.rate-missing", "money.rate":
		return e.rate, true
	}
	switch f.Args["Field"] {
	case fault.Key("detail.text"):
		return e.text, true
	case fault.Key("detail.voucher"):
		return e.voucher, true
	}
	return nil, false
}

// refuse shows what is wrong with a line and puts the keyboard there.
func (e *entry) refuse(l *typedLine, at cellPlace, err error) {
	e.focus(l, at)
	if !errors.Is(err, errTyped) {
		l.fields[at].Refuse(err)
	}
}
