package importing

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// compare lets the person compare the organisation's fingerprint by voice before
// anything of the file is believed.
func (f *Flow) compare(a *workspace.Arrival) {
	read := kit.NewCheck(f.Services, "compared", f.T("importing.compare.read"))
	next := kit.NewButton(f.T("importing.continue"), "", kit.Primary, func() { f.preview(a, "") })
	next.SetEnabled(false)
	read.OnChanged = next.SetEnabled
	f.Stage(Step{
		Name: "fingerprint", Title: f.T("importing.compare.title"),
		Content: kit.VStack(16,
			kit.NewParagraph(f.T("importing.compare.what"), kit.Body),
			Groups(a.Fingerprint.String()),
			kit.NewParagraph(f.T("importing.compare.differ"), kit.Muted),
			read,
		),
		Buttons: []*kit.Button{kit.NewButton(f.T("importing.cancel"), "", kit.Plain, f.Leave), next},
		Focus:   read,
	})
}

// Groups sets the groups of a fingerprint in numbered boxes, four to a line,
// large enough to be read aloud without losing one's place.
func Groups(fingerprint string) fyne.CanvasObject { return GroupsIn(fingerprint, 4) }

// GroupsIn is Groups with so many groups to a line.
func GroupsIn(code string, columns int) fyne.CanvasObject {
	var boxes []fyne.CanvasObject
	for i, group := range strings.Split(code, "-") {
		boxes = append(boxes, groupBox(i+1, group))
	}
	return kit.Columns(columns, 8, boxes...)
}

func groupBox(number int, group string) fyne.CanvasObject {
	letters := kit.NewText(group, kit.Style{Size: kit.SizeCode, Mono: true, Bold: true, Align: fyne.TextAlignCenter})
	return kit.NewCard(kit.VStack(0, kit.NewText(digit(number), kit.Small), letters))
}

func digit(n int) string { return string(rune('0' + n)) }
