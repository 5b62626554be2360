package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// Our own names of colours, beside those that Fyne's widgets ask for.
const (
	ColorPaper     fyne.ThemeColorName = "paper"     // behind everything
	ColorSurface   fyne.ThemeColorName = "surface"   // fields, tables, cards
	ColorRaised    fyne.ThemeColorName = "raised"    // dialogs and what pops up
	ColorSunken    fyne.ThemeColorName = "sunken"    // headers, side bar, status line
	ColorLine      fyne.ThemeColorName = "line"      // between rows and parts
	ColorBorder    fyne.ThemeColorName = "border"    // round a field; 3:1 against what it stands on
	ColorText      fyne.ThemeColorName = "text"      // what is read
	ColorMuted     fyne.ThemeColorName = "muted"     // labels and hints
	ColorPrimary   fyne.ThemeColorName = "primary"   // the one strong colour
	ColorOnPrimary fyne.ThemeColorName = "onPrimary" // text on it
	ColorSelected  fyne.ThemeColorName = "selected"  // behind the selected
	ColorHover     fyne.ThemeColorName = "hovered"   // behind what the mouse is on
	ColorFocus     fyne.ThemeColorName = "focusRing" // round what the keyboard is in
	ColorFine      fyne.ThemeColorName = "fine"
	ColorExpiring  fyne.ThemeColorName = "expiring"
	ColorRefused   fyne.ThemeColorName = "refused"
	ColorOnRefused fyne.ThemeColorName = "onRefused"

	ColorFineSoft     fyne.ThemeColorName = "fineSoft" // behind a notice of the kind
	ColorExpiringSoft fyne.ThemeColorName = "expiringSoft"
	ColorRefusedSoft  fyne.ThemeColorName = "refusedSoft"
	ColorPrimarySoft  fyne.ThemeColorName = "primarySoft"
)

// palette has a colour for each name, as 0xRRGGBB.
type palette map[fyne.ThemeColorName]uint32

var light = palette{
	ColorPaper: 0xFAF8F5, ColorSurface: 0xFFFFFF, ColorRaised: 0xFFFFFF, ColorSunken: 0xF1EEE8,
	ColorLine: 0xE3DED5, ColorBorder: 0x918B80,
	ColorText: 0x1F2328, ColorMuted: 0x5A616A,
	ColorPrimary: 0x0F6E6E, ColorOnPrimary: 0xFFFFFF,
	ColorSelected: 0xD5E8E6, ColorHover: 0xEBE7DF, ColorFocus: 0x2563EB,
	ColorFine: 0x2A6E2D, ColorExpiring: 0x825600, ColorRefused: 0xB42318, ColorOnRefused: 0xFFFFFF,
	ColorFineSoft: 0xE6F1E4, ColorExpiringSoft: 0xFAF0D7, ColorRefusedSoft: 0xFBE9E6, ColorPrimarySoft: 0xE2EFED,
}

var dark = palette{
	ColorPaper: 0x16181A, ColorSurface: 0x1E2124, ColorRaised: 0x272B2F, ColorSunken: 0x121415,
	ColorLine: 0x33383D, ColorBorder: 0x6E757D,
	ColorText: 0xE8E6E3, ColorMuted: 0xA9AFB6,
	ColorPrimary: 0x4DB8AF, ColorOnPrimary: 0x0B2422,
	ColorSelected: 0x1F3F3D, ColorHover: 0x32373C, ColorFocus: 0x7AA2F7,
	ColorFine: 0x7CC47F, ColorExpiring: 0xE3B341, ColorRefused: 0xFF8A80, ColorOnRefused: 0x3B0A06,
	ColorFineSoft: 0x1B2A1D, ColorExpiringSoft: 0x2E2614, ColorRefusedSoft: 0x351C1B, ColorPrimarySoft: 0x182B2A,
}

func (p palette) color(name fyne.ThemeColorName) color.NRGBA {
	rgb := p[name]
	return color.NRGBA{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb), 0xFF}
}
