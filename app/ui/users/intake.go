package users

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/spreadsheet"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// intake is the screen on which users are taken in from a spreadsheet: what its
// columns mean, and what would become of each row.
type intake struct {
	*manager
	path     string
	sheet    spreadsheet.Sheet
	mapping  roster.Mapping
	known    *roster.Catalogue
	rows     []workspace.Checked
	problem  error // with the mapping as a whole
	wrong    int
	onlyBad  bool
	grid     *kit.Grid[workspace.Checked]
	reason   *kit.Paragraph // why the row under the cursor is refused, whole
	count    *kit.Paragraph
	add      *kit.Button
	revision int // of the mapping; previews of an earlier one are dropped
}

// chooseImport asks for a spreadsheet.
func (m *manager) chooseImport() {
	m.Dialogs.ChooseFile(kit.FileChoice{Title: m.T("users.import.choose"), Extensions: spreadsheet.Extensions()}, m.readSheet)
}

// readSheet reads it, with what the person chose for such titles the last time.
func (m *manager) readSheet(path string) {
	in := &intake{manager: m, path: path}
	m.Tasks.Run(m.T("users.import.reading"), func(context.Context, func(kit.Progress)) (err error) {
		if in.sheet, err = spreadsheet.Read(path); err != nil {
			return err
		}
		if in.known, err = m.Session.UserCatalogue(m.Context); err != nil {
			return err
		}
		in.mapping, err = m.Session.Mapping(m.Context, in.sheet.Titles)
		return err
	}, func(err error) {
		if !m.Refuse(err) {
			in.show()
		}
	})
}

func (in *intake) show() {
	in.grid = kit.NewGrid(in.Services, "newcomers", in.columns(), kit.Rows[workspace.Checked](nil))
	in.grid.OnCursor = in.moved
	in.reason = kit.NewParagraph("", kit.Body)
	in.count = kit.NewParagraph("", kit.Body)
	in.add = kit.NewButton(in.T("users.import.none"), "check", kit.Primary, in.run)
	in.add.SetEnabled(false)
	only := kit.NewCheck(in.Services, "only-refused", in.T("users.import.only"))
	only.OnChanged = func(ticked bool) {
		in.onlyBad = ticked
		in.list()
	}
	head := kit.VStack(10,
		kit.NewHead(in.T("users.import.title"), kit.NewText(filepath.Base(in.path), kit.Muted), kit.NewButton(in.T("users.cancel"), "", kit.Plain, in.showOverview),
			kit.NewButton(in.T("users.import.other"), "folder", kit.Plain, in.chooseImport), in.add),
		kit.NewParagraph(in.T("users.import.text"), kit.Muted), in.fields(), kit.Leading(16, kit.Width(250, only), kit.Insets(5, 0, in.count)))
	in.Shell.Show(kit.Screen{
		Name: "users-import", Section: string(desk.Users), Crumbs: in.crumbs(kit.Crumb{Text: in.T("users.import.title")}),
		Content: kit.NewPage(head, withFoot(in.grid, kit.Height(reasonHeight, in.reason))), Focus: in.grid.Focus(),
		Keys: kit.Handlers{kit.ActionCancel: in.showOverview, kit.ActionSave: in.run},
	})
	in.preview()
}

// fields asks for each thing known about a user in which column it stands.
func (in *intake) fields() fyne.CanvasObject {
	choices := []kit.Choice{{Text: in.T("users.import.no-column")}}
	for i, title := range in.sheet.Titles {
		choices = append(choices, kit.Choice{ID: columnLetter(i), Text: in.T("users.import.column", fault.Args{"Letter": columnLetter(i), "Title": fault.Excerpt(title)}), Detail: in.example(i)})
	}
	var objects []fyne.CanvasObject
	for _, field := range in.known.Fields() {
		objects = append(objects, kit.NewLabelled(in.known.Label(field, in.Printer), in.field(field, choices)))
	}
	return within(180, len(objects) > 15, kit.Columns(5, 10, objects...))
}

// example gives the first content of a column.
func (in *intake) example(column int) string {
	for _, row := range in.sheet.Rows {
		if column < len(row) && row[column] != "" {
			return fault.Excerpt(row[column])
		}
	}
	return ""
}

func (in *intake) field(field roster.Field, choices []kit.Choice) *kit.PickerField {
	chosen := ""
	if column, mapped := in.mapping[field]; mapped {
		chosen = columnLetter(column)
	}
	l := &list{manager: in.manager}
	return l.picker("map-"+string(field), choices, chosen, func(id string) { in.choose(field, id) })
}

// choose reads the field from another column and looks at the rows again.
func (in *intake) choose(field roster.Field, letter string) {
	mapping := roster.Mapping{}
	for known, column := range in.mapping {
		mapping[known] = column
	}
	delete(mapping, field)
	for i := range in.sheet.Titles {
		if columnLetter(i) == letter {
			mapping[field] = i
		}
	}
	if column, mapped := in.mapping[field]; mapped == (letter != "") && (!mapped || column == mapping[field]) {
		return
	}
	in.mapping = mapping
	in.preview()
}

// columnLetter names a column as spreadsheets do: A, B … Z, AA …
func columnLetter(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return columnLetter(n/26-1) + columnLetter(n%26)
}

// newcomers reads the rows by the mapping.
func (in *intake) newcomers() []roster.Newcomer {
	return in.known.Newcomers(in.sheet.Rows, in.sheet.First, in.mapping, in.Today(), in.sheet.Shift)
}

// preview looks at all rows as they would be taken in.
func (in *intake) preview() {
	in.revision++
	revision, mapping, newcomers := in.revision, in.mapping, in.newcomers()
	var rows []workspace.Checked
	in.add.SetEnabled(false)
	in.Tasks.Run(in.T("users.import.checking"), func(context.Context, func(kit.Progress)) (err error) {
		if err := in.known.CheckMapping(mapping, len(in.sheet.Titles)); err != nil {
			return err
		}
		rows, err = in.Session.PreviewUsers(in.Context, newcomers)
		return err
	}, func(err error) {
		if revision != in.revision {
			return
		}
		in.rows, in.problem = rows, err
		in.previewed()
	})
}

// previewed shows what was found.
func (in *intake) previewed() {
	in.wrong = 0
	for _, row := range in.rows {
		if row.Err != nil {
			in.wrong++
		}
	}
	switch {
	case in.problem != nil:
		text, hint := in.Explain(in.problem)
		in.count.SetText(text + " " + hint)
	case in.wrong > 0:
		in.count.SetText(in.T("users.import.wrong", fault.Args{"Count": in.wrong, "Rows": len(in.rows)}))
	default:
		in.count.SetText(in.T("users.import.ready", fault.Args{"Count": len(in.rows)}))
	}
	ready := in.problem == nil && in.wrong == 0 && len(in.rows) > 0
	in.add.SetText(in.T("users.import.none"))
	if ready {
		in.add.SetText(in.T("users.import.add", fault.Args{"Count": len(in.rows)}))
	}
	in.add.SetEnabled(ready)
	in.list()
	kit.Trace("newcomers checked")
}

// reasonHeight has room for two lines.
const reasonHeight = 40

// moved tells what stands against the row under the cursor, and what to do:
// the table has no room for whole sentences.
func (in *intake) moved() {
	row, here := in.grid.Current()
	err := row.Err
	if err == nil {
		err = row.Doubt
	}
	if !here || err == nil {
		in.reason.SetText("")
		return
	}
	text, hint := in.Printer.Fault(err, "")
	in.reason.SetText(in.T("users.import.reason", fault.Args{"Line": row.Line, "Reason": text, "Hint": hint}))
}

// list shows the rows, with the cursor on the first to look at, or only those.
func (in *intake) list() {
	rows := in.rows
	if in.onlyBad {
		rows = nil
		for _, row := range in.rows {
			if row.Err != nil || row.Doubt != nil {
				rows = append(rows, row)
			}
		}
	}
	in.grid.SetSource(kit.Rows[workspace.Checked](rows))
	first := slices.IndexFunc(rows, func(c workspace.Checked) bool { return c.Err != nil || c.Doubt != nil })
	in.grid.ReloadTo(func(int) (int, error) { return max(first, 0), nil })
}

// run takes everybody in, or nobody.
func (in *intake) run() {
	if in.add.Disabled() {
		return
	}
	in.add.SetEnabled(false)
	title, mapping, newcomers := in.T("users.import.title"), in.mapping, in.newcomers()
	var rows []workspace.Checked
	in.Tasks.Run(title, func(ctx context.Context, tell func(kit.Progress)) (err error) {
		rows, err = in.Session.ImportUsers(ctx, newcomers, in.sheet.Titles, mapping, func(n, total int) {
			tell(kit.Progress{What: title, Done: n, Total: total})
		})
		return err
	}, func(err error) {
		if in.Refuse(err) {
			if rows != nil {
				in.rows = rows
			}
			in.previewed()
			return
		}
		in.Changed()
		in.shown = shown{}
		in.overviewThen(func() { in.Done(in.T("users.imported", fault.Args{"Count": len(newcomers)})) })
	})
}
