package kit

import (
	"testing"

	"github.com/comptoir/comptoir/app/graphic"
)

func TestEveryToneHasAColor(t *testing.T) {
	for _, tone := range graphic.Tones() {
		name := chartColors[tone]
		for _, p := range []palette{light, dark} {
			if _, known := p[name]; !known {
				t.Errorf("%q has no color", tone)
			}
		}
	}
}
