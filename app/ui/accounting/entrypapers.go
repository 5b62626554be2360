package accounting

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/cashbooks"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// paperExtensions are those of files that can be attached.
var paperExtensions = []string{".pdf", ".jpg", ".jpeg", ".jpe", ".png"}

// paperRow names above the lines what is attached to the posting.
type paperRow struct {
	entry   *entry
	list    []cashbook.Attachment
	content *fyne.Container
}

func newPaperRow(e *entry) *paperRow {
	r := &paperRow{entry: e, content: kit.HStack(8)}
	r.content.Hide()
	return r
}

// set shows other attachments.
func (r *paperRow) set(list []cashbook.Attachment) {
	r.list = list
	r.content.Objects = nil
	for _, a := range list {
		r.content.Add(kit.NewIcon("clip", kit.ColorMuted))
		r.content.Add(kit.NewText(a.Name, kit.Body))
		r.content.Add(kit.NewButton(r.entry.T("accounting.papers.drop"), "close", kit.Quiet, func() { r.drop(a.Hash) }))
	}
	if len(list) > 0 {
		r.content.Add(kit.NewButton(r.entry.T("accounting.papers.show"), "eye", kit.Quiet, func() { cashbooks.ShowPapers(r.entry.Desk, r.papers()) }))
	}
	r.content.Hidden = len(list) == 0
	r.content.Refresh()
	if r.entry.form != nil {
		r.entry.form.beside()
	}
}

// papers are those of the entry, for the viewer.
func (r *paperRow) papers() cashbooks.Papers {
	e := r.entry
	return cashbooks.Papers{
		Title: e.T("accounting.papers.entry"), Fixed: fault.New(fault.Denied, "accounting.papers-row", nil),
		List: func(ctx context.Context) ([]workspace.Attached, error) { return e.Session.Kept(ctx, r.list), nil },
		Read: e.Session.ReadKept,
	}
}

// drop takes one away.
func (r *paperRow) drop(hash [32]byte) {
	var rest []cashbook.Attachment
	for _, a := range r.list {
		if a.Hash != hash {
			rest = append(rest, a)
		}
	}
	r.set(rest)
}

// attach is Ctrl+J: it asks for a file.
func (e *entry) attach() {
	e.Dialogs.ChooseFile(kit.FileChoice{
		Title: e.T("accounting.papers.choose"), Confirm: e.T("accounting.papers.add"), Extensions: paperExtensions,
	}, func(path string) { e.take([]string{path}) })
}

// take attaches files, which are read away from the goroutine that draws.
func (e *entry) take(paths []string) {
	var kept []cashbook.Attachment
	e.Tasks.Run(e.T("accounting.papers.keeping", fault.Args{"Count": len(paths)}), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		kept, err = e.Session.KeepAttachments(ctx, paths)
		return err
	}, func(err error) {
		if e.Context.Err() != nil || errors.Is(err, context.Canceled) || e.Refuse(err) {
			return
		}
		list := append([]cashbook.Attachment(nil), e.papers.list...)
		for _, a := range kept {
			if !named(list, a.Hash) {
				list = append(list, a)
			}
		}
		e.papers.set(list)
		kit.Trace(fmt.Sprintf("papers on entry %d", len(list)))
	})
}

func named(list []cashbook.Attachment, hash [32]byte) bool {
	for _, a := range list {
		if a.Hash == hash {
			return true
		}
	}
	return false
}

// papersDropped takes files that were dropped on the window while a posting is
// typed; false leaves them to others.
func (s *section) papersDropped(paths []string) bool {
	e := s.entering
	if e == nil || len(paths) == 0 || e.Dialogs.Front() != nil {
		return false
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || info.IsDir() || !slices.Contains(paperExtensions, strings.ToLower(filepath.Ext(path))) {
			return false
		}
	}
	e.take(paths)
	return true
}
