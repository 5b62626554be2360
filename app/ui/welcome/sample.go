package welcome

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/sample"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// sampleDir is where the sample of an empty folder lies.
func (h *Host) sampleDir() string { return filepath.Join(h.Workspace.Dir(), "exemple") }

// showSample is the third door: the sample is made once, and then chosen from.
func (h *Host) showSample() {
	if made, is := sample.At(h.sampleDir()); is {
		h.choosePerson(made, h.showDoors)
		return
	}
	var make *kit.Button
	make = kit.NewButton(h.T("welcome.sample.make"), "check", kit.Primary, func() {
		make.SetEnabled(false)
		make.SetText(h.T("welcome.sample.wait"))
		h.makeSample()
	})
	h.show(page{
		name: "sample", title: h.T("welcome.sample.title"), back: h.showDoors, focus: make,
		content: kit.VStack(12, kit.NewParagraph(h.T("welcome.sample.what"), kit.Body),
			kit.NewParagraph(h.T("welcome.sample.folder")+" "+h.sampleDir(), kit.Small)),
		buttons: []*kit.Button{kit.NewButton(h.T("welcome.back"), "", kit.Plain, h.showDoors), make},
	})
}

func (h *Host) makeSample() {
	var made sample.Sample
	h.Tasks.Run(h.T("welcome.sample.running"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		made, err = sample.Make(ctx, h.sampleDir(), workspace.Options{}, func(sample.Step) {})
		return err
	}, func(err error) {
		if err != nil {
			h.showSample()
			h.Refuse(err)
			return
		}
		kit.Trace("sample made")
		h.choosePerson(made, h.showDoors)
	})
}

// choosePerson lists everybody over whose shoulder one can look.
func (h *Host) choosePerson(made sample.Sample, back func()) {
	lines := kit.VStack(8, kit.NewParagraph(h.T("welcome.sample.what"), kit.Body))
	var first fyne.Focusable
	for _, place := range made.Places {
		lines.Add(kit.Insets(4, 0, kit.NewText(h.placeName(place), kit.Strong)))
		var tiles []fyne.CanvasObject
		for _, p := range place.People {
			text := p.Job + "\n" + h.T("welcome.sample.login", fault.Args{"Address": p.Address, "Password": p.Password})
			tile := kit.NewTile("person "+p.Address, "person", p.Name, text, func() {
				h.Open(place.Dir, func(there *Host) { there.enter(p.Address, p.Password) })
			})
			if first == nil {
				first = tile
			}
			tiles = append(tiles, tile)
		}
		lines.Add(kit.Columns(2, 8, tiles...))
	}
	lines.Add(kit.NewParagraph(h.T("welcome.sample.stick", fault.Args{"Path": made.Stick}), kit.Small))
	h.show(page{
		name: "people", title: h.T("welcome.sample.title"), width: 860, content: lines, focus: first, back: back,
		buttons: []*kit.Button{kit.NewButton(h.T("welcome.back"), "", kit.Plain, back)},
	})
}

func (h *Host) placeName(p sample.Place) string {
	if p.Side == directory.HeadOffice {
		return h.T("welcome.sample.place.head-office", fault.Args{"Name": p.Name})
	}
	return h.T("welcome.sample.place.site", fault.Args{"Name": p.Name})
}

// enter signs in with a public password.
func (h *Host) enter(name, password string) {
	kit.Load(h.Tasks, func() (*workspace.Session, error) { return h.Workspace.SignIn(h.Context, name, password) },
		func(session *workspace.Session, err error) {
			if err != nil {
				h.Show()
				h.Refuse(err)
				return
			}
			h.remember(name)
			h.SignedIn(session)
		})
}

// sampleNote tells at the sign-in of a sample that it is one, and leads to
// others and out of it; nothing in a folder of real work.
func (h *Host) sampleNote() fyne.CanvasObject {
	made, is := sample.Of(h.Workspace.Dir())
	if !is {
		return kit.VStack(0)
	}
	lines := kit.VStack(4, kit.NewNotice(h.Printer, kit.Neutral, h.T("welcome.sample.here"), ""),
		kit.HStack(0, kit.NewButton(h.T("welcome.sample.others"), "users", kit.Quiet, func() { h.choosePerson(made, h.Show) })))
	if outside := filepath.Dir(made.Dir); workspace.Exists(outside) { // not so for one that comptoirctl made
		lines.Add(kit.HStack(0, kit.NewButton(h.T("welcome.sample.leave"), "sign-out", kit.Quiet, func() { h.Open(outside, (*Host).Show) })))
	}
	return lines
}
