package workspace

import (
	"fmt"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
)

// Allows gives the sentence that says what an approval would allow on which poste.
func (t CodeTask) Allows() (fault.Key, fault.Args) {
	args := t.About.args()
	args["Poste"] = posteName(t.Poste)
	return fault.Key("code.allows." + string(t.Request.Purpose)), args
}

// Wants gives the sentence that says what was asked for on this poste.
func (c PosteCode) Wants() (fault.Key, fault.Args) { return c.About.wants(c.Purpose) }

// Wants gives the sentence that says what the reply is about.
func (r CodeReply) Wants() (fault.Key, fault.Args) { return r.About.wants(r.Purpose) }

func (s CodeSubject) wants(p mark.Purpose) (fault.Key, fault.Args) {
	return fault.Key("code.wants." + string(p)), s.args()
}

// Done gives the sentence that says what an answer has done.
func (o CodeOutcome) Done() (fault.Key, fault.Args) {
	key := fault.Key("code.done." + string(o.Purpose))
	if o.Late {
		key = "code.done.late"
	}
	return key, fault.Args{"Person": o.Person, "Now": o.Now}
}

func (s CodeSubject) args() fault.Args {
	return fault.Args{"Person": s.Person, "Item": s.Item, "Day": calendar.Of(s.Day, time.UTC)}
}

func posteName(p directory.Poste) string {
	if p.Location == "" {
		return fmt.Sprintf("%d · %s", p.Number, p.Label)
	}
	return fmt.Sprintf("%d · %s · %s", p.Number, p.Label, p.Location)
}
