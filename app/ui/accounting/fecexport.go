package accounting

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

var _ = inProject.offer(action[chosen]{
	name: "fec", icon: "export", place: placeFile,
	may: func(of chosen) bool {
		for _, c := range of.journals {
			if of.Session.CanJournal(of.Context, directory.RightReportStatutory, c.Journal.ID) != nil {
				return false
			}
		}
		return len(of.journals) > 0
	},
	do: askFEC,
})

// askFEC reads the fiscal years of the project and asks for one of them.
func askFEC(of chosen) {
	kit.Load(of.Tasks, func() (workspace.YearList, error) { return of.Session.Years(of.Context, of.project.ID) }, func(years workspace.YearList, err error) {
		if !of.Refuse(err) {
			newFECForm(of, years.Years).open()
		}
	})
}

// fecForm is the dialog « Écrire le FEC ».
type fecForm struct {
	chosen
	form        *kit.Form
	first, last *kit.DateField
	siren       *kit.TextField
	folder      *kit.FolderField
	dialog      *kit.OpenDialog
}

func newFECForm(of chosen, years []accounting.Year) *fecForm {
	f := &fecForm{chosen: of, first: kit.NewDateField(of.Services, "first"), last: kit.NewDateField(of.Services, "last")}
	f.siren, f.folder = kit.NewTextField(of.Services, "siren"), kit.NewFolderField(of.Services, "fec", of.Workspace.Outbox())
	f.siren.PlaceHolder = of.T("fec.siren.hint")
	f.siren.MaxRunes = 20
	f.first.Required, f.last.Required = true, true
	from, until := f.usual(years)
	f.first.SetDay(from)
	f.last.SetDay(until)
	f.form = kit.NewForm().Add(of.T("fec.first"), f.first).Add(of.T("fec.last"), f.last).Add(of.T("fec.siren"), f.siren).Add(of.T("fec.folder"), f.folder)
	return f
}

// usual are the days of the newest fiscal year that has ended, or of the last one;
// for a project without any, those of this calendar year.
func (f *fecForm) usual(years []accounting.Year) (from, until calendar.Day) {
	today := f.Today()
	for _, y := range years {
		if from.IsZero() || y.Last < today {
			from, until = y.First, y.Last
		}
	}
	if from.IsZero() {
		year, _, _ := today.Date()
		return calendar.New(year, time.January, 1), calendar.New(year, time.December, 31)
	}
	return from, until
}

func (f *fecForm) open() {
	f.dialog = f.Dialogs.Open(kit.Dialog{
		Name: "fec", Title: f.T("fec.title", fault.Args{"Code": f.project.Code, "Name": f.project.Name}), Width: 560,
		Content: kit.VStack(12, kit.NewParagraph(f.T("fec.text"), kit.Body), f.form),
		Focus:   f.first, Confirm: f.T("fec.write"), OnConfirm: f.write,
	})
}

func (f *fecForm) write() error {
	if !f.form.Check() {
		f.dialog.Fit()
		return kit.ErrStay
	}
	from, _ := f.first.Day() // checked with the form
	until, _ := f.last.Day()
	dir, siren := f.folder.Folder(), f.siren.Text
	f.dialog.Enable(false)
	var written workspace.FECWritten
	f.Tasks.Run(f.T("fec.write"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		written, err = f.Session.ExportFEC(ctx, workspace.FECExport{Project: f.project.ID, From: from, Until: until, SIREN: siren}, dir)
		return err
	}, func(err error) {
		f.dialog.Enable(true)
		if err != nil {
			f.dialog.Refuse(err)
			return
		}
		f.dialog.Close()
		f.Done(f.T("fec.done", fault.Args{"Path": written.Path, "Entries": written.Report.Entries, "Noted": written.Report.NotedCount}))
		kit.Trace("fec written")
	})
	return kit.ErrStay
}
