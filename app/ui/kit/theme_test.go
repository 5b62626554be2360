package kit_test

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/comptoir/comptoir/app/ui/kit"
)

// pairs are all the texts that are drawn, each with what it may stand on.
var pairs = map[fyne.ThemeColorName][]fyne.ThemeColorName{
	kit.ColorText: {
		kit.ColorPaper, kit.ColorSurface, kit.ColorRaised, kit.ColorSunken, kit.ColorSelected, kit.ColorHover,
		kit.ColorFineSoft, kit.ColorExpiringSoft, kit.ColorRefusedSoft, kit.ColorPrimarySoft,
	},
	kit.ColorMuted: {
		kit.ColorPaper, kit.ColorSurface, kit.ColorRaised, kit.ColorSunken, kit.ColorSelected, kit.ColorHover,
		kit.ColorFineSoft, kit.ColorExpiringSoft, kit.ColorRefusedSoft, kit.ColorPrimarySoft,
	},
	kit.ColorPrimary:   {kit.ColorPaper, kit.ColorSurface, kit.ColorRaised, kit.ColorSunken, kit.ColorSelected, kit.ColorHover, kit.ColorPrimarySoft},
	kit.ColorFine:      {kit.ColorPaper, kit.ColorSurface, kit.ColorRaised, kit.ColorSunken, kit.ColorFineSoft, kit.ColorSelected},
	kit.ColorExpiring:  {kit.ColorPaper, kit.ColorSurface, kit.ColorRaised, kit.ColorSunken, kit.ColorExpiringSoft, kit.ColorSelected},
	kit.ColorRefused:   {kit.ColorPaper, kit.ColorSurface, kit.ColorRaised, kit.ColorSunken, kit.ColorRefusedSoft, kit.ColorSelected},
	kit.ColorOnPrimary: {kit.ColorPrimary},
	kit.ColorOnRefused: {kit.ColorRefused},

	theme.ColorNameForeground:          {theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground, theme.ColorNameSelection},
	theme.ColorNamePlaceHolder:         {theme.ColorNameInputBackground},
	theme.ColorNameDisabled:            {theme.ColorNameInputBackground, theme.ColorNameDisabledButton, theme.ColorNameBackground},
	theme.ColorNameForegroundOnPrimary: {theme.ColorNamePrimary},
}

func TestEveryTextIsReadable(t *testing.T) {
	for _, look := range []kit.Look{kit.Light, kit.Dark} {
		th := kit.NewTheme(look)
		for text, grounds := range pairs {
			for _, ground := range grounds {
				if c := contrast(th.Color(text, 0), th.Color(ground, 0)); c < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f, want 4.5 (WCAG 1.4.3)", look, text, ground, c)
				}
			}
		}
	}
}

func TestFieldsAndFocusStandOut(t *testing.T) {
	for _, look := range []kit.Look{kit.Light, kit.Dark} {
		th := kit.NewTheme(look)
		for _, edge := range []fyne.ThemeColorName{kit.ColorBorder, kit.ColorFocus} {
			for _, ground := range []fyne.ThemeColorName{kit.ColorPaper, kit.ColorSurface, kit.ColorRaised} {
				if c := contrast(th.Color(edge, 0), th.Color(ground, 0)); c < 3 {
					t.Errorf("%s: %s on %s has a contrast of %.2f, want 3 (WCAG 1.4.11)", look, edge, ground, c)
				}
			}
		}
	}
}

func TestContrastAgreesWithTheStandard(t *testing.T) {
	if c := contrast(color.Black, color.White); math.Abs(c-21) > 0.001 {
		t.Errorf("black on white has %.3f, want 21", c)
	}
	grey := color.NRGBA{0x77, 0x77, 0x77, 0xFF}
	if c := contrast(grey, color.White); c >= 4.5 || c < 4.4 {
		t.Errorf("#777 on white has %.3f, want just under 4.5", c)
	}
}

// contrast is the ratio of WCAG 2.1.
func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return 0.2126*linear(n.R) + 0.7152*linear(n.G) + 0.0722*linear(n.B)
}

func linear(v uint8) float64 {
	s := float64(v) / 255
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}

func TestThemeSpendsNothingOnBlur(t *testing.T) {
	if r := kit.NewTheme(kit.Light).Size(theme.SizeNameModalBlurRadius); r != 0 {
		t.Errorf("blur radius %v", r)
	}
}

func TestThemeHasEveryColourAndSizeOfFyne(t *testing.T) {
	test.NewTempApp(t)
	names := []fyne.ThemeColorName{theme.ColorNameShadow, theme.ColorNameScrollBarBackground, theme.ColorNameInnerWindowBorder, "unheard"}
	for _, look := range []kit.Look{kit.Light, kit.Dark, "?"} {
		th := kit.NewTheme(look)
		for _, name := range names {
			if th.Color(name, 0) == nil {
				t.Errorf("%s has no colour %s", look, name)
			}
		}
		if th.Size(theme.SizeNameWindowButtonIcon) <= 0 {
			t.Errorf("%s has no size of a part that is not ours", look)
		}
	}
	if kit.NewTheme("?").Look() != kit.Light {
		t.Error("an unknown look is not light")
	}
}
