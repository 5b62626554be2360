package accounting

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/posting"
)

var _ = inProject.offer(action[chosen]{
	name: "vouchers", icon: "cash", place: placeEntry,
	may:        func(c chosen) bool { return c.Session.CanSomewhere(c.Context, directory.RightBatchPost) == nil },
	anyProject: true,
	do:         func(c chosen) { posting.ShowBooks(c.Desk, func() { c.Open(desk.Accounting) }) },
})
