package workspace

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
)

func TestDefaultDir(t *testing.T) {
	tests := []struct {
		system string
		env    map[string]string
		want   string
	}{
		{"linux", map[string]string{"HOME": "/home/awa"}, "/home/awa/.local/share/comptoir"},
		{"linux", map[string]string{"HOME": "/home/awa", "XDG_DATA_HOME": "/data"}, "/data/comptoir"},
		{"linux", map[string]string{"HOME": "/home/awa", "XDG_DATA_HOME": "data"}, "/home/awa/.local/share/comptoir"},
		{"darwin", map[string]string{"HOME": "/Users/awa"}, "/Users/awa/Library/Application Support/Comptoir"},
		{"windows", map[string]string{"LocalAppData": "/AppData/Local", "HOME": "/c/awa"}, "/AppData/Local/Comptoir"},
		{"linux", nil, ""},
		{"windows", map[string]string{"HOME": "/c/awa"}, ""},
	}
	for _, test := range tests {
		got, err := defaultDir(test.system, func(name string) string { return test.env[name] })
		if got != filepath.FromSlash(test.want) || errors.Is(err, fault.Missing) != (test.want == "") {
			t.Errorf("%s %v: %q, %v; want %q", test.system, test.env, got, err, test.want)
		}
	}
}
