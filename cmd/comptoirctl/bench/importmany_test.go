package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// people is how many one poste serves at most.
const people = 10_000

// importManyRow imports a folder of files, typical ones each of another person,
// into an empty data folder, which is opened and closed with it. The reference
// reads the same files, opens each signature, and loads the rows that came of the
// import into the same tables in one durable transaction. So it knows beforehand
// what is to be written, judges no order, decodes nothing and can not be resumed.
var importManyRow = row{
	name: "import-many", job: "import " + strconv.Itoa(people) + " .usr from a folder",
	reference: "sign.Open each and one load of the same rows", target: 2, rounds: 3,
	prepare: func(b *testing.B) sides {
		o := office(b)
		stick := b.TempDir()
		put(b, stick, "eau.key", o.KeyFile())
		for n := range people {
			put(b, stick, fmt.Sprintf("%05d.usr", n), person(o, n))
		}
		var tables []table
		return sides{
			ours: func(b *testing.B) time.Duration {
				dir := b.TempDir()
				took := timed(b, func() error { return importFolder(b, dir, stick, o) })
				if tables == nil {
					tables = rowsOf(b, dir)
				}
				return took
			},
			reference: func(b *testing.B) time.Duration {
				path := emptyDatabase(b)
				return timed(b, func() error { return loadBarely(path, stick, o, tables) })
			},
		}
	},
}

func importFolder(b *testing.B, dir, stick string, o *synctest.Office) error {
	w := openFolder(b, dir)
	paths, err := workspace.SignedFiles(stick)
	if err != nil {
		return err
	}
	imports, err := w.ImportMany(b.Context(), paths, workspace.Many{Compared: trust(b, o).Fingerprint()})
	for _, i := range imports {
		if i.Standing == workspace.NotTaken && filepath.Ext(i.Path) == ".usr" {
			return i.Why
		}
	}
	if err != nil {
		return err
	}
	return w.Close()
}

func loadBarely(path, stick string, o *synctest.Office, tables []table) error {
	paths, err := filepath.Glob(filepath.Join(stick, "*.usr"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		file, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if _, err := genuine(file, o.Issuer.Public()); err != nil {
			return err
		}
	}
	return load(path, tables)
}
