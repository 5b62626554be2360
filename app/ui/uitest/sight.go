package uitest

import (
	"html"
	"regexp"
	"strings"

	"fyne.io/fyne/v2/test"
)

// Text gives all that the window shows, as one line: texts that break into lines
// are joined again, and every space is a plain one.
func (b *Bench) Text() string {
	var words []string
	for _, match := range texts.FindAllStringSubmatch(test.RenderToMarkup(b.Window.Canvas()), -1) {
		words = append(words, strings.Fields(html.UnescapeString(match[1]))...)
	}
	return strings.Join(words, " ")
}

// texts finds what stands between the tags of markup.
var texts = regexp.MustCompile(`>([^<]+)<`)

// Shows reports whether the window shows a text, whole or as part of another.
func (b *Bench) Shows(text string) bool {
	return strings.Contains(b.Text(), strings.Join(strings.Fields(text), " "))
}

// Want checks that the window shows texts.
func (b *Bench) Want(texts ...string) {
	b.T.Helper()
	for _, text := range texts {
		if !b.Shows(text) {
			b.T.Errorf("the window does not show %q", text)
		}
	}
}

// WantNot checks that the window does not show texts.
func (b *Bench) WantNot(texts ...string) {
	b.T.Helper()
	for _, text := range texts {
		if b.Shows(text) {
			b.T.Errorf("the window shows %q", text)
		}
	}
}
