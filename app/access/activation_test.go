package access_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func TestActivation(t *testing.T) {
	open := access.Activation{ID: ident.ActivationID{1}, Digest: [32]byte{2, 31: 3}, Until: noon}
	spent, none := open, open
	spent.Spent, none.ID = true, ident.ActivationID{}
	wrong := open.Digest
	wrong[31] ^= 1
	for name, c := range map[string]struct {
		activation access.Activation
		typed      [32]byte
		now        time.Time
		kind       error
		key        string
	}{
		"right":                      {open, open.Digest, noon.Add(-time.Second), nil, ""},
		"wrong":                      {open, wrong, noon.Add(-time.Second), fault.Denied, "access.code"},
		"expired":                    {open, open.Digest, noon, fault.Expired, "access.code-expired"},
		"spent":                      {spent, open.Digest, noon.Add(-time.Second), fault.Conflict, "access.code-spent"},
		"spent and expired":          {spent, open.Digest, noon, fault.Conflict, "access.code-spent"},
		"wrong, expired":             {open, wrong, noon, fault.Denied, "access.code"},
		"wrong, spent":               {spent, wrong, noon.Add(-time.Second), fault.Denied, "access.code"},
		"none open":                  {none, open.Digest, noon.Add(-time.Second), fault.Denied, "access.code"},
		"none open, digest of zeros": {access.Activation{}, [32]byte{}, noon, fault.Denied, "access.code"},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.activation.Check(c.typed, c.now)
			if c.kind == nil {
				if err != nil {
					t.Errorf("refused: %v", err)
				}
				return
			}
			if f := new(fault.Error); !errors.As(err, &f) || f.Key != c.key || !errors.Is(err, c.kind) {
				t.Errorf("error %v, want %s", err, c.key)
			}
		})
	}
}
