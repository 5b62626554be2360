package directory

import (
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

// VerbTrainingErased is the erasing of a training organisation's financial data.
const VerbTrainingErased Verb = "training-erased"

// MayEraseTraining tells whether the person may erase the financial data of the
// organisation and has typed its name. Only an organisation that was created for
// training has data that can be erased; that choice is made once.
func MayEraseTraining(s Store, by Actor, typed string, now time.Time) error {
	if err := Can(by, RightTrainingErase, Place{}, now); err != nil {
		return err
	}
	o, err := s.Organisation()
	switch {
	case err != nil:
		return err
	case !o.Training:
		return fault.New(fault.Conflict, "directory.not-training", fault.Args{"Name": o.Name})
	case strings.TrimSpace(typed) != o.Name:
		return fault.New(fault.Invalid, "directory.other-name", fault.Args{"Name": o.Name})
	}
	return nil
}
