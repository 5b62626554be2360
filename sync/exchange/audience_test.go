package exchange_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// Row 10: each has its own error.
func TestFileForSomewhereElseIsRefused(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	tamba := synctest.NewFolder(t, "Tamba")
	f := synctest.NewSite(t, o)
	f.RefusedWhole(fault.Forged, "file.other-poste", o.UserData(synctest.SealedTo(tamba)))
	f.RefusedWhole(fault.Forged, "file.recipient", o.UserData(synctest.SealedTo(f), func(file *synctest.File) {
		file.Recipient = tamba.Key.Public()
	}))
	f.RefusedWhole(fault.Forged, "file.other-kind", o.KeyFile())
	tamba.RefusedWhole(fault.Forged, "file.other-poste", o.UserData(synctest.SealedTo(tamba)), o.KeyFile())
}

// A file that is sealed to this poste opens also before the reply to its request
// has arrived, and registers it.
func TestSealedFileRegistersThePoste(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	f.Accept(o.UserData(f.Register, synctest.SealedTo(f)))
	f.RefusedWhole(fault.Forged, "file.plain-for-registered", o.UserData(func(file *synctest.File) {
		file.Roles = append(file.Roles, synctest.Role("assistant", synctest.P02))
	}))
}

// Row 17: a sealed payload lifted into another envelope.
func TestLiftedPayloadIsRefused(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	envelope, err := usrfile.Inspect(o.UserData(synctest.SealedTo(f)))
	if err != nil {
		t.Fatal(err)
	}
	lifted := envelope.Unverified()
	header := usrfile.Message{
		Kind: usrfile.KindUserData, Subject: synctest.Awa, Mode: usrfile.Sealed, Poste: lifted.Poste,
		Recipient: lifted.Recipient, Payload: lifted.Payload,
	}
	f.RefusedWhole(fault.Forged, "file.lifted", o.SignAsItIs(header))
	header.Payload = append([]byte(nil), lifted.Payload...)
	header.Payload[len(header.Payload)-1] ^= 1
	header.FileID = lifted.FileID
	f.RefusedWhole(fault.Forged, "file.sealed", o.SignAsItIs(header))
}

// narrowings each take something away.
var narrowings = map[string]func(*synctest.File){
	"archived":        synctest.Status("archived"),
	"without account": synctest.Status("employee"),
	"role lost":       func(d *synctest.File) { d.Roles = nil },
	"access ends":     func(d *synctest.File) { d.User.AccessUntil = "2026-12-31" },
	"external":        func(d *synctest.File) { d.User.External, d.User.Partner = true, "Bois Sec" },
	"book withdrawn":  func(d *synctest.File) { d.Books = nil },
	"deputy removed":  func(d *synctest.File) { d.Books[0].Revision, d.Books[0].Deputy = 2, uuid.Nil },
	"book idle":       func(d *synctest.File) { d.Books[0].Revision, d.Books[0].Status = 2, "idle" },
	"book of another poste": func(d *synctest.File) {
		d.Books[0].Ownership.Epoch, d.Books[0].Ownership.Poste = 2, synctest.ID("Tamba")
	},
	"shorter lease": func(d *synctest.File) { d.UserData.Organisation.Revision, d.UserData.Organisation.LeaseDays = 2, 90 },
	"poste revoked": func(d *synctest.File) { d.Postes[0].Status = "revoked" },
}

// widenings each give something.
var widenings = map[string]func(*synctest.File){
	"role gained":         func(d *synctest.File) { d.Roles = append(d.Roles, synctest.Role("assistant", synctest.P02)) },
	"role spread":         func(d *synctest.File) { d.Roles[0].Projects = usrfile.List[uuid.UUID]{synctest.P01, synctest.P02} },
	"role everywhere":     func(d *synctest.File) { d.Roles[0].Level, d.Roles[0].Projects = "all-projects", nil },
	"one lost, one won":   func(d *synctest.File) { d.Roles = usrfile.List[usrfile.Role]{synctest.Role("assistant", synctest.P01)} },
	"access prolonged":    func(d *synctest.File) { d.User.AccessUntil = "2028-01-01" },
	"access without end":  func(d *synctest.File) { d.User.AccessUntil = "" },
	"a new code":          func(d *synctest.File) { d.User.Status, d.Activation = "pending", newCode("second") },
	"a code when active":  func(d *synctest.File) { d.Activation = newCode("second") },
	"deputy added":        func(d *synctest.File) { d.Books[0].Revision, d.Books[0].Deputy = 2, synctest.ID("Adama") },
	"overdraft":           func(d *synctest.File) { d.Books[1].Revision, d.Books[1].Overdraft = 2, true },
	"book reopened":       func(d *synctest.File) { d.Books[1].Revision, d.Books[1].Status = 2, "open" },
	"book granted here":   func(d *synctest.File) { d.Books[1] = owned(d.Books[1], d) },
	"another book":        func(d *synctest.File) { d.Books = append(d.Books, bank(3)) },
	"longer lease":        func(d *synctest.File) { d.UserData.Organisation.Revision, d.UserData.Organisation.LeaseDays = 2, 365 },
	"no lease":            func(d *synctest.File) { d.UserData.Organisation.Revision, d.UserData.Organisation.LeaseDays = 2, 0 },
	"somebody unknown":    synctest.For(synctest.Moussa),
	"no longer a partner": func(d *synctest.File) { d.User.External, d.User.Partner = false, "" },
}

func newCode(name string) *usrfile.Activation {
	return &usrfile.Activation{ID: synctest.ID(name), Digest: usrfile.Bytes32{1}, Until: usrfile.InstantOf(synctest.Start.AddDate(0, 0, 14))}
}

func bank(number int) usrfile.Book {
	b := synctest.Book(1)
	b.ID, b.Number, b.Type, b.Status = synctest.ID("bank"+string(rune('0'+number))), number, "bank", "idle"
	return b
}

func owned(b usrfile.Book, d *synctest.File) usrfile.Book {
	b.Ownership = d.Books[0].Ownership
	return b
}

// full is a registered poste whose user has something of everything, and what
// makes a file say just that.
func full(t *testing.T, o *synctest.Office) (*synctest.Folder, func(*synctest.File)) {
	f := synctest.NewFolder(t, "Kolda")
	base := func(d *synctest.File) {
		f.Register(d)
		d.User.AccessUntil = "2027-06-30"
		d.Books[0].Deputy = synctest.Moussa
		d.Books[0].Revision = 1
		d.Books = append(d.Books, bank(2))
		d.Activation = newCode("first")
	}
	f.Accept(o.UserData(base), o.KeyFile())
	return f, base
}

// Row 17: a plain file to a registered poste.
func TestRegisteredPosteTakesOnlyPlainFilesThatNarrow(t *testing.T) {
	for name, edit := range widenings {
		t.Run(name, func(t *testing.T) {
			o := synctest.NewOffice(t, "Eau Vive")
			f, base := full(t, o)
			if name == "no longer a partner" {
				f.Accept(o.UserData(base, narrowings["external"]))
			}
			file := func(sealed ...func(*synctest.File)) []byte {
				return o.UserData(append([]func(*synctest.File){base, edit}, sealed...)...)
			}
			f.RefusedWhole(fault.Forged, "file.plain-for-registered", file())
			f.Accept(file(synctest.SealedTo(f)))
		})
	}
	for name, edit := range narrowings {
		t.Run(name, func(t *testing.T) {
			o := synctest.NewOffice(t, "Eau Vive")
			f, base := full(t, o)
			pv, err := f.Preview(o.UserData(base, edit))
			if err != nil || pv.Widens || len(pv.Changes) == 0 || pv.Changes[0].Sign != exchange.Loss {
				t.Fatalf("%v, %+v", err, pv)
			}
			f.Accept(o.UserData(base, edit))
		})
	}
}

// Row 24: whatever else a file says, the end of an account gets through.
func TestFileThatSwitchesAnAccountOffWidensNothing(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f, base := full(t, o)
	for name, edit := range widenings {
		for _, status := range []string{"employee", "archived"} {
			t.Run(name+", "+status, func(t *testing.T) {
				f.Accept(o.UserData(base, synctest.SealedTo(f)))
				before := till(f)
				f.Accept(o.UserData(base, edit, synctest.Status(status)))
				if till(f) != before {
					t.Errorf("the book became %+v", till(f))
				}
				if gained := lastDetail(f, "gained"); gained != "0" {
					t.Errorf("it gave %s things", gained)
				}
			})
		}
	}
}

// lastDetail gives a detail of the newest line of the history.
func lastDetail(f *synctest.Folder, name string) (value string) {
	f.View(func(tx *storage.Tx) error {
		acts, _, err := tx.Acts(directory.HistoryFilter{Limit: 1})
		for _, d := range acts[0].Details {
			if d.Name == name {
				value = d.Value
			}
		}
		return err
	})
	return value
}
