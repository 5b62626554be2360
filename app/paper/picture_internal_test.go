package paper

import (
	"testing"

	"github.com/comptoir/comptoir/app/graphic"
)

func TestEveryToneHasAColour(t *testing.T) {
	for _, tone := range graphic.Tones() {
		if _, known := tones[tone]; !known {
			t.Errorf("%q would be black", tone)
		}
	}
}
