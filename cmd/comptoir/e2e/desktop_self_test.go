package e2e

import "testing"

func TestEventCutsTheTimeOff(t *testing.T) {
	for line, want := range map[string]string{
		"412 screen dashboard": "screen dashboard", "screen dashboard": "screen dashboard", "12": "12",
	} {
		if got := event(line); got != want {
			t.Errorf("event(%q) = %q", line, got)
		}
	}
}
