package users

import (
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// recipients are the postes for which « Télécharger » can write a file.
type recipients struct {
	postes []directory.Poste // those that are trusted
	usual  workspace.Recipients
	behind bool // a poste knows newer user data than head office, see reconcile
}

func (s *sheet) readRecipients() (recipients, error) {
	all, err := s.Session.Postes(s.Context)
	if err != nil {
		return recipients{}, err
	}
	r := recipients{}
	if r.behind, err = s.Session.Behind(s.Context, s.User.ID); err != nil {
		return recipients{}, err
	}
	for _, p := range all {
		if p.Status == directory.PosteActive && p.BoxKey != [32]byte{} {
			r.postes = append(r.postes, p)
		}
	}
	r.usual, err = s.Session.UsualRecipients(s.Context, s.User.ID)
	return r, err
}

func (r recipients) poste(id ident.PosteID) (directory.Poste, bool) {
	for _, p := range r.postes {
		if p.ID == id {
			return p, true
		}
	}
	return directory.Poste{}, false
}

// downloadDialog is « Télécharger »: for whom, and where to.
type downloadDialog struct {
	*sheet
	recipients
	dialog *kit.OpenDialog
	ticks  map[ident.PosteID]*kit.Check
	rows   *fyne.Container
	other  *kit.PickerField
	plain  *kit.Check
	folder *kit.FolderField
}

func (s *sheet) download() {
	kit.Load(s.Tasks, s.readRecipients, func(r recipients, err error) {
		switch {
		case s.Refuse(err):
		case r.behind:
			s.reconcile()
		default:
			s.askRecipients(r)
		}
	})
}

func (s *sheet) askRecipients(r recipients) {
	d := &downloadDialog{sheet: s, recipients: r, ticks: map[ident.PosteID]*kit.Check{}, rows: kit.VStack(0)}
	for _, id := range r.usual.Postes {
		if p, here := r.poste(id); here {
			d.add(p)
		}
	}
	d.plain = kit.NewCheck(s.Services, "plain", s.T("users.download.plain"))
	d.plain.SetTicked(r.usual.Plain)
	d.folder = kit.NewFolderField(s.Services, "folder", s.Workspace.Outbox())
	content := kit.VStack(8, kit.NewParagraph(s.T("users.download.text", nameArgs(s.User)), kit.Body), d.rows)
	if len(r.postes) > len(d.ticks) {
		content.Add(d.others())
	}
	content.Add(d.plain)
	content.Add(kit.Insets(0, 26, kit.NewParagraph(s.T("users.download.plain.hint"), kit.Small)))
	content.Add(kit.NewLabelled(s.T("users.download.folder"), d.folder))
	d.dialog = s.Dialogs.Open(kit.Dialog{
		Name: "user-download", Title: s.T("users.download.title", nameArgs(s.User)), Content: content, Width: 560,
		Confirm: s.T("users.function.download"), OnConfirm: d.confirm, Focus: d.plain,
	})
}

// add puts a poste among the recipients.
func (d *downloadDialog) add(p directory.Poste) {
	tick := kit.NewCheck(d.Services, "poste-"+strconv.Itoa(p.Number), posteName(d.manager, p))
	tick.SetTicked(true)
	d.ticks[p.ID] = tick
	d.rows.Add(tick)
}

// others is the field with which further postes are added, such as a shared one.
func (d *downloadDialog) others() fyne.CanvasObject {
	d.other = kit.NewStrictPicker(d.Services, "other-poste", func(text string) []kit.Choice {
		var choices []kit.Choice
		for _, p := range d.postes {
			if d.ticks[p.ID] == nil {
				choices = append(choices, kit.Choice{ID: p.ID.String(), Text: posteName(d.manager, p), Detail: p.Location})
			}
		}
		return kit.OfferAll(choices)(text)
	})
	d.other.OnChosen = func(c kit.Choice) {
		d.other.Clear()
		d.addChosen(c)
	}
	d.other.Commit = func() {
		if d.other.Text != "" && d.other.Check() == "" {
			d.addChosen(d.other.Chosen())
			d.other.Clear()
		}
	}
	return kit.NewLabelled(d.T("users.download.other"), d.other)
}

func (d *downloadDialog) addChosen(c kit.Choice) {
	var id ident.PosteID
	if err := id.UnmarshalText([]byte(c.ID)); err != nil {
		return
	}
	if p, here := d.poste(id); here && d.ticks[id] == nil {
		d.add(p)
		d.rows.Refresh()
		d.dialog.Fit()
	}
}

// posteName is what people call a poste.
func posteName(m *manager, p directory.Poste) string {
	return m.T("users.poste", fault.Args{"Number": p.Number, "Label": p.Label})
}

// chosen gives who is ticked, in the order of the numbers.
func (d *downloadDialog) chosen() workspace.Recipients {
	to := workspace.Recipients{Plain: d.plain.Ticked()}
	for _, p := range d.postes {
		if tick := d.ticks[p.ID]; tick != nil && tick.Ticked() {
			to.Postes = append(to.Postes, p.ID)
		}
	}
	return to
}

func (d *downloadDialog) confirm() error {
	to := d.chosen()
	if !to.Plain && len(to.Postes) == 0 {
		return fault.New(fault.Invalid, "users.no-recipient", nil)
	}
	if d.folder.Check() != "" {
		return kit.ErrStay
	}
	folder := d.folder.Folder()
	var written []workspace.Written
	return d.dialog.Await(d.T("users.download.title", nameArgs(d.User)), func() (err error) {
		written, err = d.Session.ExportUser(d.Context, d.User.ID, to, folder)
		return err
	}, func() { d.downloaded(folder, written) })
}

// downloaded says what lies where, and how long it stands.
func (d *downloadDialog) downloaded(folder string, written []workspace.Written) {
	d.Changed()
	lines := kit.VStack(12)
	for _, w := range written {
		lines.Add(d.file(w))
	}
	lines.Add(kit.VStack(2, kit.NewText(d.T("users.download.folder"), kit.Muted), kit.NewParagraph(folder, kit.Body)))
	lines.Add(kit.NewNotice(d.Printer, kit.Expiring, d.T("users.downloaded.until", fault.Args{"When": written[0].Until}), d.hint()))
	d.fetch(d.User.ID, func(r record) {
		d.present(r, d.tabs.Current())
		d.Dialogs.Open(kit.Dialog{Name: "user-downloaded", Title: d.T("users.downloaded.title"), Content: lines, Width: 600})
	})
}

// hint says what to do with the file; a first one needs the code as well.
func (d *downloadDialog) hint() string {
	if d.User.Status == directory.StatusPending {
		return d.T("users.downloaded.first")
	}
	return d.T("users.downloaded.hint")
}

// file is one written file: what it is called and for whom it is.
func (d *downloadDialog) file(w workspace.Written) fyne.CanvasObject {
	about := d.T("users.downloaded.plain")
	icon := "file"
	switch {
	case strings.EqualFold(filepath.Ext(w.Path), ".key"):
		about, icon = d.T("users.downloaded.key"), "key"
	case w.Poste > 0:
		about = d.T("users.downloaded.poste", fault.Args{"Number": w.Poste})
	}
	return kit.Leading(8, kit.NewIcon(icon, kit.ColorPrimary), kit.VStack(2, kit.NewText(filepath.Base(w.Path), kit.Strong).Cut(), kit.NewParagraph(about, kit.Muted)))
}
