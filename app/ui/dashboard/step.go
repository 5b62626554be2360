package dashboard

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/account"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/organisation"
)

// step is something to do next: the text "dashboard.step."+key, and where.
type step struct {
	key     string
	icon    string
	count   int
	section desk.Section
	item    string // a thing of the section, or empty
}

// steps gives what to do next, the most pressing first.
func (st *state) steps(zone *time.Location) []step {
	var steps []step
	if st.condition.Side == directory.HeadOffice {
		steps = st.officeSteps()
	} else {
		steps = st.siteSteps(zone)
	}
	if st.backup {
		steps = append(steps, st.backupStep())
	}
	return steps
}

// backupStep leads to the backups who may look after them, and others to nobody else's
// business: they are told to call somebody.
func (st *state) backupStep() step {
	if directory.Can(st.actor, directory.RightBackupFull, directory.Place{}, st.condition.Now) == nil {
		return step{key: "backup", icon: "shield", section: desk.Organisation, item: organisation.ItemBackups}
	}
	return step{key: "backup", icon: "shield", section: desk.Account}
}

// officeSteps lead from the empty organisation to the first file for a site.
func (st *state) officeSteps() []step {
	var steps []step
	add := func(wanted bool, s step) {
		if wanted {
			steps = append(steps, s)
		}
	}
	add(st.tasks > 0, step{key: "tasks", icon: "tasks", count: st.tasks, section: desk.Tasks})
	add(st.projects == 0 && st.may(directory.RightProjectManage), step{key: "project", icon: "folder", section: desk.CashBooks})
	add(st.projects > 0 && len(st.books) == 0 && st.may(directory.RightBookManage), step{key: "book", icon: "cash", section: desk.CashBooks})
	add(st.people == 1 && st.may(directory.RightUserManage), step{key: "person", icon: "users", section: desk.Users})
	return steps
}

// expiring is from how many days before their end user data should be renewed.
const expiring = 3

// siteSteps lead from the first sign-in to the first voucher.
func (st *state) siteSteps(zone *time.Location) []step {
	var steps []step
	c := st.condition
	switch {
	case c.Requested:
		steps = append(steps, step{key: "reply", icon: "import", section: desk.Account, item: account.ItemImport})
	case c.Poste.Number == 0 && st.may(directory.RightModuleRequest):
		steps = append(steps, step{key: "register", icon: "poste", section: desk.Account, item: account.ItemRegister})
	}
	if !st.fresh.Until.IsZero() && st.daysLeft(zone) <= expiring {
		steps = append(steps, step{key: "renew", icon: "expiring", section: desk.Account, item: account.ItemImport})
	}
	for _, due := range st.tills {
		steps = append(steps, step{key: "count-" + string(due.Reason), icon: "cash", section: desk.CashBooks, item: due.Book.Ref()})
	}
	for _, b := range st.books {
		if b.Here && b.Vouchers == 0 {
			steps = append(steps, step{key: "voucher", icon: "cash", section: desk.CashBooks, item: b.Book.Ref()})
			break
		}
	}
	return steps
}
