package kit

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
)

// Choice is one of the things that a picker offers.
type Choice struct {
	ID     string // what the program goes by; empty in a field of free text
	Text   string // what the field shows
	Detail string // what tells it from others, beside it in the list
}

// PickerField takes a text and offers completions below it while one types.
// Down opens the list, Enter takes the choice and goes on, Esc closes it. A
// strict field takes nothing but a choice.
type PickerField struct {
	TextField

	// Offer gives the choices for what is typed, the best first. It is called
	// at every key and must be quick.
	Offer func(text string) []Choice
	// OnChosen is called when a choice is taken.
	OnChosen func(Choice)

	strict bool
	chosen Choice
	list   *suggestions
}

// NewPickerField gives a field of free text with completion.
func NewPickerField(s *Services, name string, offer func(text string) []Choice) *PickerField {
	f := &PickerField{Offer: offer}
	f.init(s, name)
	f.keys, f.runes = f.typedKey, f.typedRune
	f.ActionItem = newTap("down", f.toggle)
	f.ExtendBaseWidget(f)
	return f
}

// NewStrictPicker gives a field that takes one of some choices.
func NewStrictPicker(s *Services, name string, offer func(text string) []Choice) *PickerField {
	f := NewPickerField(s, name, offer)
	f.strict = true
	f.Verify = func(string) error {
		if !f.resolve() {
			return fault.New(fault.Invalid, "field.choice", fault.Args{"Text": fault.Excerpt(f.Text)})
		}
		return nil
	}
	f.arrange = func(string) string { return f.chosen.Text }
	return f
}

// OfferAll makes an offer of a fixed list: those that contain what is typed,
// those that begin with it first.
func OfferAll(choices []Choice) func(string) []Choice {
	return func(text string) []Choice {
		var begin, within []Choice
		for _, c := range choices {
			at := strings.Index(strings.ToLower(c.Text+" "+c.Detail), strings.ToLower(text))
			switch {
			case at == 0:
				begin = append(begin, c)
			case at > 0:
				within = append(within, c)
			}
		}
		return append(begin, within...)
	}
}

// Chosen gives the choice taken; its zero value when there is none.
func (f *PickerField) Chosen() Choice { return f.chosen }

// Choose takes a choice.
func (f *PickerField) Choose(c Choice) {
	f.chosen = c
	f.SetText(c.Text)
	f.CursorColumn = len([]rune(c.Text))
	if f.OnChosen != nil {
		f.OnChosen(c)
	}
}

// Set shows a choice without telling anybody.
func (f *PickerField) Set(c Choice) {
	f.chosen = c
	f.SetText(c.Text)
}

// Clear empties the field.
func (f *PickerField) Clear() { f.Set(Choice{}) }

// resolve finds the choice that is typed: in full, or so far that only one is
// left.
func (f *PickerField) resolve() bool {
	if f.chosen.Text == f.Text {
		return true
	}
	f.chosen = Choice{}
	offered := f.Offer(f.Text)
	for _, c := range offered {
		if strings.EqualFold(c.Text, f.Text) {
			f.chosen = c
			return true
		}
	}
	if len(offered) == 1 {
		f.chosen = offered[0]
	}
	return len(offered) == 1
}

func (f *PickerField) typedRune(r rune) bool {
	f.TextField.runes = nil
	f.TextField.TypedRune(r)
	f.TextField.runes = f.typedRune
	f.open(f.Offer(f.Text))
	return true
}

func (f *PickerField) typedKey(event *fyne.KeyEvent) bool {
	if event.Name != fyne.KeyDown {
		return false
	}
	f.open(f.all())
	return true
}

// all gives every choice when the field holds one already, so that another can
// be picked without deleting it first.
func (f *PickerField) all() []Choice {
	if f.Text == "" || f.Text == f.chosen.Text {
		return f.Offer("")
	}
	return f.Offer(f.Text)
}

func (f *PickerField) toggle() {
	if f.Disabled() {
		return
	}
	f.services.Window.Canvas().Focus(f)
	f.open(f.all())
}

// open shows choices below the field; the list takes the keyboard and hands on
// to the field what is typed.
func (f *PickerField) open(choices []Choice) {
	f.close()
	if len(choices) == 0 {
		return
	}
	f.list = newSuggestions(f, choices)
	f.list.show()
}

func (f *PickerField) close() {
	if f.list != nil {
		f.list.popup.Hide()
		f.list = nil
	}
}

// take is a choice of the list: by mouse, Enter or Tab.
func (f *PickerField) take(c Choice) {
	f.close()
	f.Choose(c)
}
