// Package codes has what people see of verification codes on a poste: asking for
// one, reading it aloud, and typing the answer; before sign-in and under « Mon
// compte ». The parts are those of head office's tasks, too.
package codes

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Field takes a code as people type what they hear, and says of each group
// whether it is right, as soon as it is complete.
type Field struct {
	*kit.TextField
	Verdicts *fyne.Container

	services *kit.Services
	judge    func(string) []workspace.GroupVerdict
	changed  func(right bool)
}

// NewField gives an empty field for a code that is judged by group; changed tells
// whether all of it is right.
func NewField(s *kit.Services, name string, judge func(string) []workspace.GroupVerdict, changed func(right bool)) *Field {
	f := &Field{TextField: kit.NewTextField(s, name), services: s, judge: judge, changed: changed}
	groups := len(judge(""))
	f.Required, f.MaxRunes = true, 2*kit.CodeGroup*groups
	f.TextStyle.Monospace = true
	f.SetPlaceHolder(strings.TrimSuffix(strings.Repeat("XXXX-", groups), "-"))
	f.Verify = f.verify
	f.OnChanged = f.typed
	f.Verdicts = kit.Columns(groups, 8)
	f.show(judge(""))
	return f
}

func (f *Field) typed(text string) {
	arranged, cursor := kit.GroupCode(text, f.CursorColumn, len(f.judge("")))
	if arranged != text {
		f.Entry.SetText(arranged)
	}
	f.CursorColumn = cursor
	f.show(f.judge(arranged))
}

// verify refuses a code with a typo in the field itself, before anybody counts it.
func (f *Field) verify(text string) error {
	if !right(f.judge(text)) {
		return fault.New(fault.Invalid, "file.code-check", nil)
	}
	return nil
}

func right(verdicts []workspace.GroupVerdict) bool {
	return !slices.ContainsFunc(verdicts, func(v workspace.GroupVerdict) bool { return v != workspace.GroupRight })
}

// show sets the verdicts, icon and word, under the groups.
func (f *Field) show(verdicts []workspace.GroupVerdict) {
	f.Verdicts.Objects = nil
	for i, v := range verdicts {
		f.Verdicts.Add(verdict(f.services, i+1, v))
	}
	f.Verdicts.Refresh()
	if f.changed != nil {
		f.changed(right(verdicts))
	}
}

func verdict(s *kit.Services, number int, v workspace.GroupVerdict) fyne.CanvasObject {
	args := fault.Args{"Number": number}
	switch v {
	case workspace.GroupRight:
		return kit.HStack(4, kit.NewIcon("fine", kit.ColorFine), kit.NewText(s.T("codes.group.right", args), kit.Style{Color: kit.ColorFine}))
	case workspace.GroupTypo:
		return kit.HStack(4, kit.NewIcon("refused", kit.ColorRefused), kit.NewText(s.T("codes.group.typo", args), kit.Style{Color: kit.ColorRefused, Bold: true}))
	}
	return kit.NewText(s.T("codes.group.open", args), kit.Muted)
}
