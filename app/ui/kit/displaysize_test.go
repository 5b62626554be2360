package kit_test

import (
	"os"
	"testing"

	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestDisplaySizeIsKeptAndUsed(t *testing.T) {
	app := test.NewTempApp(t)
	t.Setenv("FYNE_SCALE", "")
	for _, step := range []struct {
		set  int
		want string
	}{{0, "1.00"}, {130, "1.30"}} {
		if step.set > 0 {
			kit.SetDisplaySize(app, step.set)
		}
		if err := os.Unsetenv("FYNE_SCALE"); err != nil {
			t.Fatal(err)
		}
		if err := kit.UseDisplaySize(app); err != nil || os.Getenv("FYNE_SCALE") != step.want {
			t.Errorf("after %d the factor is %q, %v; want %q", step.set, os.Getenv("FYNE_SCALE"), err, step.want)
		}
	}
	t.Setenv("FYNE_SCALE", "2")
	if err := kit.UseDisplaySize(app); err != nil || os.Getenv("FYNE_SCALE") != "2" {
		t.Error("the environment does not win")
	}
}
