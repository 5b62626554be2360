package exchange

import (
	"errors"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/usrfile"
)

// AsFault turns a refusal of the file format into a fault, whose sentence is
// "error.file."+reason. Other errors pass, nil too.
func AsFault(err error) error {
	var refused *usrfile.Error
	if !errors.As(err, &refused) {
		return err
	}
	return fault.Wrap(err, kindOf(refused.Reason), "file."+string(refused.Reason), nil)
}

func kindOf(reason usrfile.Reason) fault.Kind {
	switch reason {
	case usrfile.ErrSyntax, usrfile.ErrName, usrfile.ErrCheck, usrfile.ErrPurpose:
		return fault.Invalid
	case usrfile.ErrCodeUnknown, usrfile.ErrCodeAmbiguous:
		return fault.Denied
	default:
		return fault.Forged
	}
}
