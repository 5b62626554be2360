package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Action is something that a key does everywhere in the program.
type Action string

const (
	ActionHelp     Action = "help"
	ActionSearch   Action = "search"
	ActionNext     Action = "next-section"
	ActionPrevious Action = "previous-section"
	ActionNew      Action = "new"
	ActionSave     Action = "save"
	ActionFind     Action = "find"
	ActionPrint    Action = "print"
	ActionExport   Action = "export"
	ActionRefresh  Action = "refresh"
	ActionCancel   Action = "cancel"
	ActionLock     Action = "lock"
	ActionAttach   Action = "attach"
	ActionSplit    Action = "split"
	ActionSlip     Action = "slip"
	ActionTemplate Action = "template"
	ActionMenu     Action = "menu"
	ActionBalance  Action = "balance"
	ActionCopy     Action = "copy"
	ActionReverse  Action = "reverse"
)

// binding is a key of the keymap. What it does is called "key."+action in the
// translations, and the key itself "chord."+action.
type binding struct {
	action   Action
	key      fyne.KeyName
	modifier fyne.KeyModifier
}

// keymap is the one table of keys. F1 shows it.
var keymap = []binding{
	{ActionHelp, fyne.KeyF1, 0},
	{ActionSearch, fyne.KeyK, fyne.KeyModifierShortcutDefault},
	{ActionNext, fyne.KeyTab, fyne.KeyModifierControl},
	{ActionPrevious, fyne.KeyTab, fyne.KeyModifierControl | fyne.KeyModifierShift},
	{ActionNew, fyne.KeyN, fyne.KeyModifierShortcutDefault},
	{ActionSave, fyne.KeyS, fyne.KeyModifierShortcutDefault},
	{ActionFind, fyne.KeyF, fyne.KeyModifierShortcutDefault},
	{ActionPrint, fyne.KeyP, fyne.KeyModifierShortcutDefault},
	{ActionExport, fyne.KeyE, fyne.KeyModifierShortcutDefault},
	{ActionRefresh, fyne.KeyF5, 0},
	{ActionCancel, fyne.KeyEscape, 0},
	{ActionLock, fyne.KeyL, fyne.KeyModifierShortcutDefault},
	{ActionAttach, fyne.KeyJ, fyne.KeyModifierShortcutDefault},
	{ActionSplit, fyne.KeyF6, 0},
	{ActionSlip, fyne.KeyB, fyne.KeyModifierShortcutDefault},
	{ActionTemplate, fyne.KeyT, fyne.KeyModifierShortcutDefault},
	{ActionMenu, fyne.KeyF9, 0},
	{ActionBalance, fyne.KeyF7, 0},
	{ActionCopy, fyne.KeyD, fyne.KeyModifierShortcutDefault},
	{ActionReverse, fyne.KeyR, fyne.KeyModifierShortcutDefault},
}

// Handlers say what actions do while a screen or the program is in front.
type Handlers map[Action]func()

// Keys sends keys to what they do: first to an open dialog, then to the screen,
// then to the program.
type Keys struct {
	program Handlers
	screen  Handlers
	modal   []modalKeys
	cover   Handlers // not nil while the window is covered: they alone count then
}

// modalKeys are the two keys of a dialog, and what it answers besides; all others
// rest while it is open.
type modalKeys struct {
	confirm, cancel func()
	others          Handlers
}

// keysByCanvas finds the keys of the window that a field stands in, so that a
// field forwards what it does not use without being told to whom.
var keysByCanvas = map[fyne.Canvas]*Keys{}

// NewKeys takes the keys of a window.
func NewKeys(w fyne.Window) *Keys {
	k := &Keys{program: Handlers{}, screen: Handlers{}}
	keysByCanvas[w.Canvas()] = k
	w.Canvas().SetOnTypedKey(func(event *fyne.KeyEvent) { k.typed(event.Name, 0) })
	for _, b := range keymap {
		if b.modifier != 0 {
			shortcut := &desktop.CustomShortcut{KeyName: b.key, Modifier: b.modifier}
			w.Canvas().AddShortcut(shortcut, func(fyne.Shortcut) { k.typed(b.key, b.modifier) })
		}
	}
	return k
}

// Program sets what an action does on every screen.
func (k *Keys) Program(action Action, do func()) { k.program[action] = do }

// Screen sets what actions do on the screen in front, instead of those of the
// screen before.
func (k *Keys) Screen(handlers Handlers) { k.screen = handlers }

// Do does an action as its key would; it reports whether anything answers.
func (k *Keys) Do(action Action) bool {
	open := []Handlers{k.screen, k.program}
	if k.cover != nil {
		open = []Handlers{k.cover}
	}
	for _, handlers := range open {
		if do := handlers[action]; do != nil {
			Trace("action " + string(action))
			do()
			return true
		}
	}
	return false
}

// Offers reports whether an action does anything now.
func (k *Keys) Offers(action Action) bool {
	if k.cover != nil {
		return k.cover[action] != nil
	}
	return k.screen[action] != nil || k.program[action] != nil
}

// Offered gives the actions that do something now, in the order of the keymap.
func (k *Keys) Offered() (offered []Action) {
	for _, b := range keymap {
		if k.Offers(b.action) {
			offered = append(offered, b.action)
		}
	}
	return offered
}

// typed reports whether the key did something.
func (k *Keys) typed(name fyne.KeyName, modifier fyne.KeyModifier) bool {
	touch()
	if len(k.modal) > 0 && (k.cover == nil) {
		return k.modal[len(k.modal)-1].typed(name, modifier)
	}
	for _, b := range keymap {
		if b.key == name && b.modifier == modifier {
			return k.Do(b.action)
		}
	}
	return false
}

func (m modalKeys) typed(name fyne.KeyName, modifier fyne.KeyModifier) bool {
	for _, b := range keymap {
		if do := m.others[b.action]; do != nil && b.key == name && b.modifier == modifier {
			do()
			return true
		}
	}
	if modifier != 0 {
		return true // rests, but does not fall through to what lies below
	}
	switch name {
	case fyne.KeyEscape:
		m.cancel()
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		m.confirm()
		return true
	}
	return false
}

func (k *Keys) pushModal(m modalKeys) { k.modal = append(k.modal, m) }
func (k *Keys) inDialog() bool        { return len(k.modal) > 0 }
func (k *Keys) popModal()             { k.modal = k.modal[:len(k.modal)-1] }

// keysOf gives the keys of the window that an object is shown in, or nil.
func keysOf(o fyne.CanvasObject) *Keys {
	return keysByCanvas[fyne.CurrentApp().Driver().CanvasForObject(o)]
}

// forwardKey hands a key that a focused object has no use for to the window.
func forwardKey(o fyne.CanvasObject, event *fyne.KeyEvent) {
	if k := keysOf(o); k != nil {
		k.typed(event.Name, 0)
	}
}
