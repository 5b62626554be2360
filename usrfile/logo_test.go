package usrfile_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

func TestLogoIsCutAndPutTogether(t *testing.T) {
	for _, size := range []int{0, 1, 2999, 3000, 3001, usrfile.MaxLogo} {
		picture := bytes.Repeat([]byte{7}, size)
		l := usrfile.NewLogo(picture)
		if got := usrfile.LogoBytes(l); !bytes.Equal(got, picture) {
			t.Errorf("%d bytes came back as %d", size, len(got))
		}
		for _, part := range l {
			if len(part) > 4000 {
				t.Errorf("a part of %d", len(part))
			}
		}
	}
}

func TestLogoHasOneForm(t *testing.T) {
	whole := usrfile.NewLogo(bytes.Repeat([]byte{7}, 3001))
	for name, l := range map[string]usrfile.Logo{
		"too large":        usrfile.NewLogo(make([]byte, usrfile.MaxLogo+1)),
		"cut elsewhere":    {whole[0][:4], whole[0][4:] + whole[1]},
		"an empty part":    {whole[0], ""},
		"no padding":       {whole[0], strings.TrimRight(whole[1], "=")},
		"bits left over":   {"Bx=="},
		"a line break":     {"Bwc\n="},
		"other characters": {"Bw-_"},
	} {
		if usrfile.LogoBytes(l) != nil {
			t.Errorf("%s is taken", name)
		}
	}
}
