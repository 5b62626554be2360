package codes

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/ui/importing"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Flow is « Demander le code de vérification » from the question to what the
// answer has done.
type Flow struct {
	*kit.Services
	Workspace *workspace.Workspace
	Session   *workspace.Session // nil before anybody has signed in
	Name      string             // who asks, as far as known, before sign-in
	Context   context.Context

	Stage   importing.Stage
	Import  func() // takes a reply that came as a file
	Leave   func() // goes back to where this was begun
	Changed func() // is called when something was permitted

	running bool
}

// Open shows what was asked for and waits, and the form for another request.
func (f *Flow) Open() {
	type state struct {
		codes []workspace.PosteCode
		items map[mark.Purpose][]workspace.CodeItem
	}
	kit.Load(f.Tasks, func() (state, error) {
		codes, err := f.Workspace.PosteCodes(f.Context, f.Session)
		if err != nil || f.Session == nil {
			return state{codes: codes}, err
		}
		items := map[mark.Purpose][]workspace.CodeItem{}
		for _, p := range []mark.Purpose{mark.PurposeClosing, mark.PurposeRestore} {
			if items[p], err = f.Session.CodeItems(f.Context, p); err != nil {
				return state{}, err
			}
		}
		return state{codes, items}, nil
	}, func(s state, err error) {
		if err != nil {
			f.Dialogs.Refuse(err)
			return
		}
		newAsk(f, s.codes, s.items).show()
	})
}

// asked shows a code to be read aloud, and where the file lies that says the same.
func (f *Flow) asked(p mark.Purpose, a workspace.CodeAsked) {
	answer := kit.NewButton(f.T("codes.answer"), "key", kit.Primary, func() { f.answer(p) })
	content := kit.VStack(16,
		kit.NewNotice(f.Printer, kit.Fine, f.T("codes.asked.file", fault.Args{"File": filepath.Base(a.Path)}), f.T("codes.asked.file.hint", fault.Args{"Path": filepath.Dir(a.Path)})),
		kit.NewText(f.T("codes.asked.read"), kit.Strong), Groups(a.Code),
		kit.NewParagraph(f.T("codes.asked.next"), kit.Muted),
	)
	f.Stage(importing.Step{
		Name: "asked", Title: f.T("codes.title"), Content: content, Focus: answer,
		Buttons: []*kit.Button{
			kit.NewButton(f.T("codes.back"), "", kit.Plain, f.Leave),
			kit.NewButton(f.T("codes.import"), "import", kit.Plain, f.Import), answer,
		},
	})
}

// Groups sets a code in numbered boxes on one line, to be read aloud.
func Groups(code string) fyne.CanvasObject {
	return importing.GroupsIn(code, (len(code)+1)/(kit.CodeGroup+1))
}

// answer takes what head office reads back.
func (f *Flow) answer(p mark.Purpose) {
	kit.Load(f.Tasks, func() (found workspace.PosteCode, err error) {
		codes, err := f.Workspace.PosteCodes(f.Context, f.Session)
		for _, c := range codes {
			if c.Purpose == p {
				found = c
			}
		}
		return found, err
	}, func(c workspace.PosteCode, err error) {
		if err != nil {
			f.Dialogs.Refuse(err)
			return
		}
		f.showAnswer(c, nil)
	})
}

// showAnswer shows the field; wrong is why the last answer was refused, or nil.
func (f *Flow) showAnswer(c workspace.PosteCode, wrong error) {
	var field *Field
	try := func() {
		if field.Check() == "" {
			f.enter(c.Purpose, field.Text)
		}
	}
	enter := kit.NewButton(f.T("codes.enter"), "check", kit.Primary, try)
	field = NewField(f.Services, "answer", workspace.AnswerGroups, enter.SetEnabled)
	field.Commit = try
	key, args := c.Wants()
	content := kit.VStack(12)
	if wrong != nil {
		text, hint := f.Explain(wrong)
		content.Add(kit.NewNotice(f.Printer, kit.Refused, text, hint))
	}
	content.Add(kit.NewText(f.T(string(key), args), kit.Strong))
	content.Add(kit.NewParagraph(f.T("codes.answer.for", fault.Args{"Code": c.Code, "Person": c.Asker}), kit.Muted))
	content.Add(kit.NewLabelled(f.T("codes.answer.label"), field.TextField))
	content.Add(field.Verdicts)
	content.Add(kit.NewParagraph(f.T("codes.answer.left", fault.Args{"Count": c.Left()}), kit.Muted))
	f.Stage(importing.Step{
		Name: "answer", Title: f.T("codes.answer"), Content: content, Focus: field.TextField,
		Buttons: []*kit.Button{
			kit.NewButton(f.T("codes.back"), "", kit.Plain, f.Open), kit.NewButton(f.T("codes.import"), "import", kit.Plain, f.Import), enter,
		},
	})
}

func (f *Flow) enter(p mark.Purpose, text string) {
	if f.running {
		return
	}
	f.running = true
	var out workspace.CodeOutcome
	f.Tasks.Run(f.T("codes.entering"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		out, err = f.Workspace.EnterAnswer(ctx, f.Session, p, text)
		return err
	}, func(err error) {
		f.running = false
		if err != nil {
			kit.Trace("code refused")
			f.again(p, err)
			return
		}
		kit.Trace("code accepted")
		f.done(out)
	})
}

// again shows the field once more, with why the answer was refused and how many
// are left.
func (f *Flow) again(p mark.Purpose, wrong error) {
	kit.Load(f.Tasks, func() ([]workspace.PosteCode, error) { return f.Workspace.PosteCodes(f.Context, f.Session) },
		func(codes []workspace.PosteCode, err error) {
			for _, c := range codes {
				if c.Purpose == p {
					f.showAnswer(c, wrong)
					return
				}
			}
			f.Dialogs.Refuse(wrong)
		})
}

func (f *Flow) done(out workspace.CodeOutcome) {
	if f.Changed != nil {
		f.Changed()
	}
	key, args := out.Done()
	standing := kit.Fine
	if out.Late {
		standing = kit.Expiring
	}
	leave := kit.NewButton(f.T("codes.back"), "", kit.Primary, f.Leave)
	f.Stage(importing.Step{
		Name: "done", Title: f.T("codes.title"), Focus: leave, Buttons: []*kit.Button{leave},
		Content: kit.NewNotice(f.Printer, standing, f.T(string(key), args), ""),
	})
}
