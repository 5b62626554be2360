package accounting

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

var _ = inProject.offer(action[chosen]{name: "years", icon: "calendar", place: placeClosing, do: chosen.showYears})

// showYears lists the fiscal years of the project.
func (c chosen) showYears() {
	kit.Load(c.Tasks, func() (workspace.YearList, error) { return c.Session.Years(c.Context, c.project.ID) },
		func(list workspace.YearList, err error) {
			if err != nil {
				c.Dialogs.Refuse(err)
				return
			}
			(&years{chosen: c, list: list}).show()
		})
}

// years is the dialog « Exercices » of a project.
type years struct {
	chosen
	list   workspace.YearList
	grid   *kit.Grid[accounting.Year]
	dialog *kit.OpenDialog
}

const yearsWidth = 720

func (y *years) show() {
	column := func(id string, width float32, text func(accounting.Year) string) kit.Column[accounting.Year] {
		return kit.Column[accounting.Year]{ID: id, Title: y.T("accounting.years." + id), Width: width, Text: text}
	}
	columns := []kit.Column[accounting.Year]{
		column("code", 100, func(v accounting.Year) string { return v.Code }),
		column("first", 100, func(v accounting.Year) string { return y.Printer.DayShort(v.First) }),
		column("last", 100, func(v accounting.Year) string { return y.Printer.DayShort(v.Last) }),
		column("state", 120, func(v accounting.Year) string { return y.T(yearState(v)) }),
		column("result", 140, func(v accounting.Year) string { return y.result(v) }),
		column("account", 80, func(v accounting.Year) string { return v.Account }),
	}
	columns[0].Grow, columns[4].Align = true, fyne.TextAlignTrailing
	y.grid = kit.NewGrid(y.Services, "years", columns, kit.Rows[accounting.Year](y.list.Years))
	y.grid.Empty = kit.NewEmpty("calendar", y.T("accounting.years.none"), y.T("accounting.years.none.hint"), nil)
	y.dialog = y.Dialogs.Open(kit.Dialog{
		Name: "years", Title: y.T("accounting.years.title", fault.Args{"Project": y.project.Code}), Width: yearsWidth,
		Content: kit.Height(7*kit.RowHeight, y.grid), Focus: y.grid.Focus(),
		Aside:   kit.NewButton(y.T("accounting.years.close"), "lock", kit.Plain, y.closeCurrent),
		Confirm: y.T("accounting.years.add"), OnConfirm: func() error { y.add(); return nil },
	})
	y.grid.Reload()
}

func yearState(v accounting.Year) string {
	if v.IsOpen() {
		return "year.open"
	}
	return "year.closed"
}

func (y *years) result(v accounting.Year) string {
	if v.IsOpen() {
		return ""
	}
	return y.amount(v.ResultMinor)
}

func (y *years) amount(minor int64) string {
	return y.Printer.Number(money.Amount{Minor: minor, Currency: y.list.Currency})
}

// add asks for the next year.
func (y *years) add() {
	code := kit.NewTextField(y.Services, "code")
	code.Required, code.MaxRunes = true, accounting.MaxYearCode
	first, last := kit.NewDateField(y.Services, "first"), kit.NewDateField(y.Services, "last")
	first.Required, last.Required = true, true
	if n := len(y.list.Years); n > 0 {
		first.SetDay(y.list.Years[n-1].Last + 1)
	}
	form := kit.NewForm().Add(y.T("accounting.years.code"), code).Add(y.T("accounting.years.first"), first).Add(y.T("accounting.years.last"), last)
	y.Ask(desk.Question{
		Name: "year-add", Title: y.T("accounting.years.add"), Confirm: y.T("accounting.years.add"), Content: form, Focus: code, Check: form.Check,
		Read: func() desk.Answer {
			v := accounting.Year{Project: y.project.ID, Code: code.Text}
			v.First, _ = first.Day() // checked with the form
			v.Last, _ = last.Day()
			return func() (string, error) {
				added, err := y.Session.AddYear(y.Context, v)
				return y.T("accounting.years.added", fault.Args{"Year": added.Code}), err
			}
		},
		Then: y.showYears,
	})
}

// closeCurrent shows what closing the year under the cursor would enter.
func (y *years) closeCurrent() {
	v, here := y.grid.Current()
	if !here {
		return
	}
	order := accounting.YearOrder{Project: y.project.ID, Code: v.Code}
	kit.Load(y.Tasks, func() (accounting.YearPlan, error) { return y.Session.PlanYear(y.Context, order) }, func(plan accounting.YearPlan, err error) {
		if err != nil {
			y.dialog.Refuse(err)
			return
		}
		y.dialog.Close()
		y.confirm(order, plan)
	})
}

// confirm wants the word typed: a closed year is never opened again.
func (y *years) confirm(order accounting.YearOrder, plan accounting.YearPlan) {
	word := y.T("accounting.years.word")
	typed := kit.NewTextField(y.Services, "confirm")
	typed.Required = true
	args := fault.Args{
		"Year": plan.Code, "Result": y.amount(plan.ResultMinor), "Account": plan.Account, "Journal": plan.Journal.Ref(), "Last": plan.Last,
		"First": plan.Next.First, "Results": len(plan.Results), "Carried": len(plan.Carried),
	}
	form := kit.NewForm().Add(y.T("accounting.years.type", fault.Args{"Word": word}), typed)
	var open *kit.OpenDialog
	var run func()
	run = func() {
		open.Enable(false)
		kit.Load(y.Tasks, func() (accounting.Year, error) { return y.Session.CloseYear(y.Context, order) }, func(_ accounting.Year, err error) {
			open.Enable(true)
			switch {
			case desk.NeedsProof(err):
				desk.AskProof(y.Services, y.Session, run)
			case err != nil:
				open.Refuse(err)
			default:
				open.Close()
				y.reread()
				y.Done(y.T("accounting.years.done", args))
			}
		})
	}
	open = y.Dialogs.Open(kit.Dialog{
		Name: "year-close", Title: y.T("accounting.years.closing", args), Width: 600, Weight: kit.Danger, Confirm: y.T("accounting.years.close"),
		Content: kit.VStack(12, kit.NewParagraph(y.T("accounting.years.preview", args), kit.Body), form), Focus: typed,
		OnConfirm: func() error {
			if !form.Check() || typed.Text != word {
				open.Fit()
				return kit.ErrStay
			}
			run()
			return kit.ErrStay
		},
	})
}
