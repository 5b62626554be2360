package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Look is one of our two themes.
type Look string

const (
	Light Look = "light"
	Dark  Look = "dark"
)

// Sizes of the kit in units; everything sits on a grid of 4.
const (
	RowHeight = 28 // a row of a table, a field, a button
	Gap       = 4
	Margin    = 16

	textSize  = 13
	smallSize = 11
	titleSize = 18
	codeSize  = 24
)

// SizeCode is the size of codes that are read aloud, on screens that have little
// else.
const SizeCode fyne.ThemeSizeName = "code"

// Theme is our look for Fyne: it ignores what the system prefers, because the
// person chooses.
type Theme struct {
	look    Look
	palette palette
}

// NewTheme gives the theme of a look; an unknown look is light.
func NewTheme(look Look) *Theme {
	if look == Dark {
		return &Theme{Dark, dark}
	}
	return &Theme{Light, light}
}

// Look tells which of the two it is.
func (t *Theme) Look() Look { return t.look }

// fyneColors say which of our colours serves for a name of Fyne's widgets.
var fyneColors = map[fyne.ThemeColorName]fyne.ThemeColorName{
	theme.ColorNameBackground:          ColorPaper,
	theme.ColorNameButton:              ColorSurface,
	theme.ColorNameDisabledButton:      ColorSunken,
	theme.ColorNameDisabled:            ColorMuted,
	theme.ColorNameError:               ColorRefused,
	theme.ColorNameFocus:               ColorSelected,
	theme.ColorNameForeground:          ColorText,
	theme.ColorNameForegroundOnError:   ColorOnRefused,
	theme.ColorNameForegroundOnPrimary: ColorOnPrimary,
	theme.ColorNameForegroundOnSuccess: ColorOnPrimary,
	theme.ColorNameForegroundOnWarning: ColorOnPrimary,
	theme.ColorNameHeaderBackground:    ColorSunken,
	theme.ColorNameHover:               ColorHover,
	theme.ColorNameHyperlink:           ColorPrimary,
	theme.ColorNameInputBackground:     ColorSurface,
	theme.ColorNameInputBorder:         ColorBorder,
	theme.ColorNameMenuBackground:      ColorRaised,
	theme.ColorNameOverlayBackground:   ColorRaised,
	theme.ColorNamePlaceHolder:         ColorMuted,
	theme.ColorNamePressed:             ColorSelected,
	theme.ColorNameScrollBar:           ColorBorder,
	theme.ColorNameSelection:           ColorSelected,
	theme.ColorNameSeparator:           ColorLine,
	theme.ColorNameSuccess:             ColorFine,
	theme.ColorNameWarning:             ColorExpiring,
}

// Color gives a colour of our names or of Fyne's.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if own, mapped := fyneColors[name]; mapped {
		name = own
	}
	if _, own := t.palette[name]; own {
		return t.palette.color(name)
	}
	switch name {
	case theme.ColorNameShadow:
		return color.NRGBA{A: 0x66}
	case theme.ColorNameScrollBarBackground:
		return color.Transparent
	}
	return theme.DefaultTheme().Color(name, t.variant())
}

func (t *Theme) variant() fyne.ThemeVariant {
	if t.look == Dark {
		return theme.VariantDark
	}
	return theme.VariantLight
}

// Font gives Fyne's bundled Noto Sans: it has every French sign and digits of
// one width, so amounts align.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(style) }

// fyneIcons say which of our icons serves for a name of Fyne's widgets.
var fyneIcons = map[fyne.ThemeIconName]string{
	theme.IconNameArrowDropDown: "down",
	theme.IconNameVisibility:    "eye",
	theme.IconNameVisibilityOff: "eye-off",
	theme.IconNameConfirm:       "check",
	theme.IconNameCancel:        "close",
	theme.IconNameError:         "refused",
	theme.IconNameWarning:       "expiring",
	theme.IconNameInfo:          "info",
	theme.IconNameContentCopy:   "copy",
}

// Icon gives one of our icons where we have one, else Fyne's.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	if own, mapped := fyneIcons[name]; mapped {
		return Icon(own)
	}
	return theme.DefaultTheme().Icon(name)
}

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:            textSize,
	theme.SizeNameCaptionText:     smallSize,
	theme.SizeNameHeadingText:     titleSize,
	SizeCode:                      codeSize,
	theme.SizeNameSubHeadingText:  textSize,
	theme.SizeNamePadding:         Gap,
	theme.SizeNameInnerPadding:    5, // makes a field of body text as high as a row
	theme.SizeNameInlineIcon:      16,
	theme.SizeNameLineSpacing:     3,
	theme.SizeNameInputRadius:     4,
	theme.SizeNameInputBorder:     1,
	theme.SizeNameSelectionRadius: 0,
	theme.SizeNameButtonRadius:    4,
	theme.SizeNamePopupRadius:     6,
	theme.SizeNameDialogRadius:    6,
	theme.SizeNameScrollBar:       12,
	theme.SizeNameScrollBarSmall:  4,
	theme.SizeNameScrollBarRadius: 2,
	// A blurred background costs every frame on software OpenGL.
	theme.SizeNameModalBlurRadius: 0,
}

// Size gives a measure in units.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if size, own := sizes[name]; own {
		return size
	}
	return theme.DefaultTheme().Size(name)
}
