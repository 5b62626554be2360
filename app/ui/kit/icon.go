package kit

import (
	"bytes"
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"github.com/comptoir/comptoir/assets"
)

// icon is a drawing of our family in a colour of the theme. Its name tells the
// colour it has now, so that caches keep the looks apart.
type icon struct {
	name  string
	svg   []byte
	color fyne.ThemeColorName
}

// Icon gives a drawing of assets/icons in the colour of text.
func Icon(name string) fyne.Resource { return IconIn(name, ColorText) }

// IconIn gives a drawing of assets/icons in a colour of the theme. An unknown
// name is a mistake in the program and stops it.
func IconIn(name string, in fyne.ThemeColorName) fyne.Resource {
	svg, err := assets.Icons.ReadFile("icons/" + name + ".svg")
	if err != nil {
		panic(err)
	}
	return &icon{name, svg, in}
}

// Icons names every drawing of the family.
func Icons() []string {
	entries, err := assets.Icons.ReadDir("icons")
	if err != nil {
		panic(err) // embedded, so always there
	}
	names := make([]string, len(entries))
	for i, entry := range entries {
		names[i] = strings.TrimSuffix(entry.Name(), ".svg")
	}
	return names
}

// Name tells the drawing and its colour of the moment.
func (i *icon) Name() string { return fmt.Sprintf("%s-%s.svg", i.name, i.hex()) }

// Content gives the drawing with "currentColor" filled in.
func (i *icon) Content() []byte {
	return bytes.ReplaceAll(i.svg, []byte("currentColor"), []byte("#"+i.hex()))
}

func (i *icon) hex() string {
	c := color.NRGBAModel.Convert(theme.Color(i.color)).(color.NRGBA)
	return fmt.Sprintf("%02x%02x%02x", c.R, c.G, c.B)
}

// picture draws an icon that can change and is 16 units wide.
func picture(resource fyne.Resource) *canvas.Image {
	image := canvas.NewImageFromResource(resource)
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSquareSize(theme.IconInlineSize()))
	return image
}
