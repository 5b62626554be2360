package reconciling

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/financial"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/reporting"
)

// items shows what is open with third parties, with its age. Enter leads to the
// posting.
type items struct {
	*desk.Desk
	project directory.Project
	account *kit.TextField
	party   *kit.TextField
	at      *kit.DateField
	about   *kit.Text
	body    *fyne.Container
	shown   report.Report
	wishes  int
}

// ShowItems brings the open items of a project.
func ShowItems(d *desk.Desk, project directory.Project) {
	i := &items{Desk: d, project: project, about: kit.NewText("", kit.Muted), body: container.NewStack()}
	field := func(name, hint string) *kit.TextField {
		f := kit.NewTextField(d.Services, name)
		f.PlaceHolder = hint
		f.Commit = i.look
		return f
	}
	i.account, i.party = field("items-account", d.T("reconciling.items.field.account")), field("items-party", d.T("reconciling.items.field.party"))
	i.at = kit.NewDateField(d.Services, "items-at")
	i.at.PlaceHolder = d.T("reconciling.items.field.at")
	i.at.Commit = i.look
	tools := kit.HStack(8, kit.Width(120, i.account), kit.Width(120, i.party), kit.Width(120, i.at),
		kit.NewButton(d.T("reconciling.items.show"), "refresh", kit.Plain, i.look), kit.Space(),
		kit.NewButton(d.T("reconciling.print"), "print", kit.Plain, i.print), kit.NewButton(d.T("reporting.export"), "export", kit.Plain, i.export))
	title := d.T("reconciling.items.title", fault.Args{"Code": project.Code, "Name": project.Name})
	head := kit.VStack(8, kit.NewText(title, kit.Title), tools, i.about)
	d.Shell.Show(kit.Screen{
		Name: "open-items", Section: string(desk.Accounting),
		Crumbs:  []kit.Crumb{{Text: d.T("accounting.title"), Open: func() { d.Open(desk.Accounting) }}, {Text: d.T("reconciling.items.crumb")}},
		Content: kit.Insets(12, kit.Margin, container.NewBorder(head, nil, nil, nil, kit.Insets(8, 0, i.body))), Focus: i.account,
		Keys: kit.Handlers{
			kit.ActionPrint: i.print, kit.ActionExport: i.export, kit.ActionRefresh: i.look, kit.ActionCancel: func() { d.Open(desk.Accounting) },
		},
	})
	i.look()
}

func (i *items) look() {
	at, err := i.at.Day()
	if err != nil {
		return // the field says what is wrong
	}
	account, party := strings.TrimSpace(i.account.Text), strings.TrimSpace(i.party.Text)
	i.wishes++
	wish := i.wishes
	kit.Load(i.Tasks, func() (report.Report, error) {
		head, err := overview.ReadHead(i.Context, i.Session, i.Printer)
		if err != nil {
			return report.Report{}, err
		}
		list, err := i.Session.OpenLines(i.Context, i.project.ID, account, party, at)
		return financial.OpenLines(i.project, list, i.Printer, head), err
	}, func(made report.Report, err error) {
		if wish == i.wishes && !i.Refuse(err) {
			i.show(made)
		}
	})
}

// beside are the columns that paper and files have and the screen has no room for.
var beside = []string{"party", "day", "voucher", "letter", "amount"}

// narrow gives a report without them.
func narrow(r report.Report) report.Report {
	var columns []report.Column
	rows := make([]report.Row, len(r.Rows))
	for at, row := range r.Rows {
		rows[at].Kind = row.Kind
	}
	for n, c := range r.Columns {
		if slices.Contains(beside, c.Key) {
			continue
		}
		columns = append(columns, c)
		for at, row := range r.Rows {
			rows[at].Cells = append(rows[at].Cells, row.Cells[n])
		}
	}
	r.Columns, r.Rows = columns, rows
	return r
}

// postingColumn is the column of the narrow report that names the posting.
const postingColumn = 2

func (i *items) show(made report.Report) {
	i.shown = made
	i.about.SetText(strings.Join(made.About, " · "))
	table := reporting.Table(i.Services, "open-items", narrow(made))
	table.Empty = kit.NewEmpty("fine", i.T("reconciling.items.none"), "", nil)
	table.OnOpen = func(r report.Row) {
		name, _ := r.Cells[postingColumn].(string)
		if code, rest, found := strings.Cut(name, "/"); found {
			number, _, _ := strings.Cut(rest, ":")
			i.OpenItem(desk.Accounting, fmt.Sprintf("%s/%s#%s", i.project.Code, code, number))
		}
	}
	i.body.Objects = []fyne.CanvasObject{table}
	i.body.Refresh()
	kit.Trace(fmt.Sprintf("open items %d", len(made.Rows)))
}

func (i *items) order() reporting.Order {
	made := i.shown
	return reporting.Order{
		Name: "items-export", Title: i.T("reconciling.items.export"), Text: made.Title,
		File: i.T("reconciling.items.file") + "-" + i.project.Code,
		Make: func() (report.Report, error) { return made, nil },
	}
}

func (i *items) print() {
	if i.shown.Title != "" {
		reporting.Print(i.Desk, i.order())
	}
}

func (i *items) export() {
	if i.shown.Title != "" {
		reporting.Export(i.Desk, i.order())
	}
}
