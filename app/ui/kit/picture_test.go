package kit_test

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestPictureIsFittedAndEnlarged(t *testing.T) {
	for _, c := range []struct {
		name         string
		w, h         int
		first, least int // percent of the first enlargement and after all the others back
	}{
		{"larger than its place", 4000, 3000, 25, 0},
		{"smaller than its place", 100, 50, 150, 0},
	} {
		b := newBench(t)
		told := 0
		p := kit.NewPicture(image.NewGray(image.Rect(0, 0, c.w, c.h)), func() { told++ })
		b.put(p, p)
		if p.Zoom() != 0 {
			t.Errorf("%s: begins at %d %%", c.name, p.Zoom())
		}
		b.write("+")
		if p.Zoom() != c.first || told != 1 {
			t.Errorf("%s: enlarged to %d %%, told %d times", c.name, p.Zoom(), told)
		}
		b.write("++++++++++")
		if p.Zoom() != 300 {
			t.Errorf("%s: the largest is %d %%", c.name, p.Zoom())
		}
		b.key(fyne.KeyDown, fyne.KeyRight, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyUp, fyne.KeyLeft)
		b.write("----------")
		if p.Zoom() != c.least {
			t.Errorf("%s: the smallest is %d %%", c.name, p.Zoom())
		}
		b.write("+")
		b.write("0")
		if p.Zoom() != 0 {
			t.Errorf("%s: fitted again it is %d %%", c.name, p.Zoom())
		}
		p.DoubleTapped(nil)
		p.DoubleTapped(nil)
		if p.Zoom() != 0 {
			t.Errorf("%s: after two double taps %d %%", c.name, p.Zoom())
		}
	}
}
