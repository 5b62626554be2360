package welcome

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Damaged is a data folder that can not be opened: because it is damaged, which is
// fault.Forged, or for another reason, such as a newer version of the program that has
// worked in it.
type Damaged struct {
	Dir     string
	Problem error
}

// showDamaged says what is wrong with the folder, and offers its own files and the
// backups that lie in it.
func (h *Host) showDamaged() {
	if !errors.Is(h.Damaged.Problem, fault.Forged) {
		h.showClosed()
		return
	}
	kit.Load(h.Tasks, func() (workspace.Diagnosis, error) { return workspace.Diagnose(h.Context, h.Damaged.Dir) }, func(found workspace.Diagnosis, err error) {
		if h.Refuse(err) {
			return
		}
		if found.Problem != nil {
			h.Damaged.Problem = found.Problem
		}
		h.offerRepair(found.Backups)
	})
}

// showClosed says why a folder that is in order can not be opened.
func (h *Host) showClosed() {
	problem, hint := h.Explain(h.Damaged.Problem)
	again := kit.NewButton(h.T("welcome.closed.again"), "", kit.Primary, func() { h.Open(h.Damaged.Dir, (*Host).Show) })
	h.show(page{
		name: "closed", title: h.T("welcome.closed.title"), focus: again, buttons: []*kit.Button{again},
		content: kit.VStack(12, kit.NewNotice(h.Printer, kit.Refused, problem, hint),
			kit.NewParagraph(h.T("welcome.damaged.folder", fault.Args{"Path": h.Damaged.Dir}), kit.Small)),
	})
}

func (h *Host) offerRepair(backups []workspace.Backup) {
	problem, _ := h.Explain(h.Damaged.Problem)
	repair := kit.NewButton(h.T("welcome.damaged.files.do"), "check", kit.Primary, h.repairFiles)
	files := kit.NewCard(kit.VStack(8, kit.NewText(h.T("welcome.damaged.files"), kit.Strong),
		kit.NewParagraph(h.T("welcome.damaged.files.what"), kit.Muted), kit.HStack(8, kit.Space(), repair)))
	h.show(page{
		name: "damaged", title: h.T("welcome.damaged.title"), focus: repair,
		content: kit.VStack(12, kit.NewNotice(h.Printer, kit.Refused, problem, h.T("welcome.damaged.untouched")),
			files, h.backupsOffered(backups), kit.NewParagraph(h.T("welcome.damaged.folder", fault.Args{"Path": h.Damaged.Dir}), kit.Small)),
	})
}

// mostOffered is how many backups the screen lists; older ones can be chosen as
// files.
const mostOffered = 4

func (h *Host) backupsOffered(backups []workspace.Backup) fyne.CanvasObject {
	lines := kit.VStack(8, kit.NewText(h.T("welcome.damaged.backups"), kit.Strong), kit.NewParagraph(h.T("welcome.damaged.backups.what"), kit.Muted))
	if len(backups) == 0 {
		lines.Add(kit.NewParagraph(h.T("welcome.damaged.backups.none"), kit.Body))
	}
	for n, b := range backups[:min(len(backups), mostOffered)] {
		text := h.Moment(b.Made)
		if n == 0 {
			text = h.T("welcome.damaged.newest", fault.Args{"Made": text})
		}
		name := kit.VStack(2, kit.NewText(text, kit.Strong), kit.NewText(b.Name(), kit.Small))
		lines.Add(kit.HStack(8, name, kit.Space(), kit.NewButton(h.T("welcome.damaged.restore"), "history", kit.Plain, func() { h.restoreFrom(b.Path) })))
	}
	lines.Add(kit.HStack(8, kit.Space(), kit.NewButton(h.T("welcome.damaged.other"), "folder", kit.Quiet, h.restore)))
	return kit.NewCard(lines)
}

// repairFiles repairs the folder from its own files.
func (h *Host) repairFiles() {
	var done workspace.Repaired
	h.Tasks.Run(h.T("welcome.damaged.running"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		done, err = workspace.Repair(ctx, h.Damaged.Dir, workspace.Options{})
		return err
	}, func(err error) {
		if err != nil {
			h.Dialogs.Refuse(err)
			kit.Trace("repair refused")
			return
		}
		kit.Trace("repaired")
		h.repaired(done)
	})
}

// repaired says what became of the folder, and goes on in it.
func (h *Host) repaired(done workspace.Repaired) {
	state, text, hint := kit.Fine, h.T("welcome.damaged.whole"), h.T("welcome.damaged.whole.hint")
	if done.Lost {
		state, text, hint = kit.Expiring, h.T("welcome.damaged.lost"), h.T("welcome.damaged.lost.hint")
	}
	content := kit.VStack(12, kit.NewNotice(h.Printer, state, text, hint))
	if done.NewPoste {
		side := done.Content.Side
		if side == "" {
			side = "site"
		}
		content.Add(kit.NewParagraph(h.T("welcome.restore.new-poste."+side), kit.Body))
	}
	if done.Aside != "" {
		content.Add(kit.NewParagraph(h.T("welcome.damaged.aside", fault.Args{"Path": done.Aside}), kit.Small))
	}
	dir := h.Damaged.Dir
	signIn := kit.NewButton(h.T("welcome.damaged.open"), "", kit.Primary, func() { h.Open(dir, (*Host).Show) })
	h.show(page{name: "repaired", title: h.T("welcome.damaged.done"), focus: signIn, content: kit.NewCard(content), buttons: []*kit.Button{signIn}})
}
