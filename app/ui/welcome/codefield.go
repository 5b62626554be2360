package welcome

import "github.com/comptoir/comptoir/app/ui/kit"

// codeGroups are those of an activation code.
const codeGroups = 4

// newCodeField takes an activation code as people type what they hear: it sets
// the groups apart, and forgives lower case, O for 0, I and L for 1.
func newCodeField(s *kit.Services) *kit.TextField {
	f := kit.NewTextField(s, "code")
	f.Required = true
	f.TextStyle.Monospace = true
	f.SetPlaceHolder("XXXX-XXXX-XXXX-XXXX")
	f.OnChanged = func(text string) {
		arranged, cursor := kit.GroupCode(text, f.CursorColumn, codeGroups)
		if arranged != text {
			f.Entry.SetText(arranged)
		}
		f.CursorColumn = cursor
	}
	return f
}
