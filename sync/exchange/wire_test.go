package exchange_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// Row 16: a genuine file that speaks of what this program does not know is
// refused whole.
func TestUnknownValuesRefuseTheWholeFile(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	stranger := synctest.ID("nowhere")
	for name, edit := range map[string]func(*synctest.File){
		"role":                     func(d *synctest.File) { d.Roles[0].Role = "treasurer" },
		"one role of several":      func(d *synctest.File) { d.Roles = append(d.Roles, synctest.Role("bookmaker", synctest.P01)) },
		"right of a role":          func(d *synctest.File) { d.Roles[0].Derived = derived("book-view", "fly") },
		"right added to a role":    func(d *synctest.File) { d.Roles[0].Derived = derived("book-view", "user-manage") },
		"base of an own role":      func(d *synctest.File) { d.Roles[0].Role, d.Roles[0].Derived = "treasurer", derived("book-view") },
		"currency":                 func(d *synctest.File) { d.UserData.Organisation.Currency = "ZZZ" },
		"currency of a book":       func(d *synctest.File) { d.Books[0].Currency = "XQQ" },
		"zone":                     func(d *synctest.File) { d.UserData.Organisation.TimeZone = "Africa/Wakanda" },
		"zone of a book":           func(d *synctest.File) { d.Books[0].TimeZone = "Local" },
		"project of a role":        func(d *synctest.File) { d.Roles[0].Projects = usrfile.List[uuid.UUID]{stranger} },
		"project of a unit":        func(d *synctest.File) { d.Roles[0] = synctest.UnitRole("cashier", stranger) },
		"project of a book":        func(d *synctest.File) { d.Books[0].Project = stranger },
		"module of a poste":        func(d *synctest.File) { d.Postes = postes(f, func(p *usrfile.Poste) { p.Modules[0] = "payroll" }) },
		"subject among others":     func(d *synctest.File) { d.People = usrfile.List[usrfile.Person]{{ID: synctest.Awa}} },
		"a switched-off account's": func(d *synctest.File) { d.User.Status, d.Roles[0].Role = "archived", "treasurer" },
	} {
		t.Run(name, func(t *testing.T) {
			f.RefusedWhole(fault.Forged, "file.unknown-value", o.UserData(edit))
		})
	}
}

func derived(rights ...string) *usrfile.Derived {
	return &usrfile.Derived{ID: synctest.ID("treasurer"), Name: "Trésorier", Rights: rights}
}

func postes(f *synctest.Folder, edit func(*usrfile.Poste)) usrfile.List[usrfile.Poste] {
	line := f.Line(1)
	edit(&line)
	return usrfile.List[usrfile.Poste]{line}
}

// Row 16: what is not written as head office writes it. usrfile tests every way
// to do so; here it matters that nothing is applied.
func TestPayloadInAnotherSpellingIsRefused(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	payload, err := usrfile.EncodeUserData(o.Data())
	if err != nil {
		t.Fatal(err)
	}
	for name, changed := range map[string][]byte{
		"nothing":     nil,
		"two values":  append(payload, payload...),
		"whitespace":  append([]byte(" "), payload...),
		"unknown key": append([]byte(`{"x":1,`), payload[1:]...),
	} {
		t.Run(name, func(t *testing.T) {
			m := usrfile.Message{Kind: usrfile.KindUserData, Subject: synctest.Awa, Payload: changed}
			f.RefusedWhole(fault.Forged, "file.payload", o.Sign(m))
		})
	}
}

// What the domain refuses to store refuses the whole file too.
func TestContradictionsRefuseTheWholeFile(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	f.Accept(o.UserData(f.Register))
	for name, edit := range map[string]func(*synctest.File){
		"project under another code": func(d *synctest.File) { d.Projects[1].Code = "P09" },
		"code of another project":    func(d *synctest.File) { d.Projects[1].ID = synctest.ID("P09") },
		"book in another currency":   func(d *synctest.File) { d.Books[0].Revision, d.Books[0].Currency = 2, "EUR" },
		"book under a taken number": func(d *synctest.File) {
			b := synctest.Book(1)
			b.ID = synctest.ID("another book")
			d.Books = append(d.Books, b)
		},
		"poste under a taken number": func(d *synctest.File) {
			d.Postes = postes(f, func(p *usrfile.Poste) { p.ID = synctest.ID("Tamba") })
		},
		"grant of somebody else": func(d *synctest.File) {
			synctest.For(synctest.Moussa)(d)
			d.Roles = usrfile.List[usrfile.Role]{synctest.Role("cashier", synctest.P01)}
		},
	} {
		t.Run(name, func(t *testing.T) {
			before := synctest.Dump(t, f.Path)
			err := f.Import(o.UserData(edit, synctest.SealedTo(f)))
			if kind, foreseen := fault.KindOf(err); !foreseen || kind != fault.Conflict {
				t.Errorf("it gives %v", err)
			}
			if changed := synctest.Changed(before, synctest.Dump(t, f.Path)); len(changed) > 0 {
				t.Errorf("%v changed", changed)
			}
		})
	}
}
