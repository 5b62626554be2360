package kit

import (
	"os"
	"strconv"

	"fyne.io/fyne/v2"
)

// DisplaySizes are the magnifications that a person may choose, in percent.
func DisplaySizes() []int { return []int{100, 115, 130, 150, 175, 200} }

const (
	displayPreference = "display.size"
	// displayVariable is where the driver reads the magnification, as a factor.
	displayVariable = "FYNE_SCALE"
)

// DisplaySize gives the magnification that was chosen, in percent.
func DisplaySize(app fyne.App) int {
	return app.Preferences().IntWithFallback(displayPreference, DisplaySizes()[0])
}

// SetDisplaySize remembers a magnification of DisplaySizes for the next start.
func SetDisplaySize(app fyne.App, percent int) {
	app.Preferences().SetInt(displayPreference, percent)
}

// UseDisplaySize makes windows opened from now on as large as chosen, unless
// the environment says otherwise.
func UseDisplaySize(app fyne.App) error {
	if os.Getenv(displayVariable) != "" {
		return nil
	}
	factor := strconv.FormatFloat(float64(DisplaySize(app))/100, 'f', 2, 64)
	return os.Setenv(displayVariable, factor)
}
