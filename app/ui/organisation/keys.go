package organisation

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/paper"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/printing"
	"github.com/comptoir/comptoir/app/workspace"
)

// keyring is « Clés de l'organisation ».
type keyring struct {
	*section
	workspace.Keyring
	ending               []workspace.IssuerKey
	person, organisation string
	now                  time.Time
}

// keys reads the keys and shows them.
func (s *section) keys() { s.showKeys("") }

// showKeys shows the keys with a word about what was done.
func (s *section) showKeys(done string) {
	k := &keyring{section: s}
	kit.Load(s.Tasks, k.read, func(_ struct{}, err error) {
		if s.Refuse(err) {
			return
		}
		k.show()
		if done != "" {
			s.Done(done)
		}
	})
}

func (k *keyring) read() (none struct{}, err error) {
	if k.Keyring, err = k.Session.Keyring(k.Context); err != nil {
		return none, err
	}
	if k.ending, err = k.Session.EndingKeys(k.Context); err != nil {
		return none, err
	}
	actor, err := k.Session.Actor(k.Context)
	if err != nil {
		return none, err
	}
	condition, err := k.Workspace.Condition(k.Context)
	k.person, k.organisation, k.now = actor.Name(), condition.Organisation.Name, condition.Now
	return none, err
}

func (k *keyring) show() {
	t := k.T
	print := kit.NewButton(t("organisation.keys.print-fingerprint"), "print", kit.Plain, k.printFingerprint)
	write := kit.NewButton(t("organisation.keys.write"), "export", kit.Plain, k.writeKeyFile)
	chain := t("organisation.keys.chain", fault.Args{"Version": int(k.Version), "Issued": k.Issued, "Epoch": int(k.Epoch)})
	trust := kit.VStack(12, kit.NewText(t("organisation.keys.fingerprint"), kit.Strong), kit.NewCode(k.Services, k.Fingerprint.String()),
		kit.NewParagraph(chain, kit.Muted), kit.HStack(8, print, write))
	body := kit.VStack(12)
	for _, notice := range k.warnings() {
		body.Add(notice)
	}
	body.Add(kit.NewCard(trust))
	body.Add(kit.NewCard(k.rootList()))
	body.Add(kit.NewCard(k.issuerList()))
	k.section.show(screen{
		name: "keys", title: t("organisation.part.keys"), head: kit.NewHead(t("organisation.part.keys"), nil), body: body, focus: print,
		keys: kit.Handlers{kit.ActionRefresh: k.keys, kit.ActionPrint: k.printFingerprint},
	})
}

// warnings tell what should be done soon.
func (k *keyring) warnings() (notices []fyne.CanvasObject) {
	var unsafe []string
	for _, key := range k.Roots {
		if !key.Safe() {
			unsafe = append(unsafe, strconv.Itoa(key.Number))
		}
	}
	if len(unsafe) > 0 {
		notices = append(notices, kit.NewNotice(k.Printer, kit.Expiring,
			k.T("organisation.keys.unsafe", fault.Args{"Keys": strings.Join(unsafe, ", ")}), k.T("organisation.keys.unsafe.hint")))
	}
	if !k.HeadOffice.Safe() {
		notices = append(notices, kit.NewNotice(k.Printer, kit.Expiring, k.T("organisation.keys.unsafe-office"), k.T("organisation.keys.unsafe-office.hint")))
	}
	for _, key := range k.ending {
		notices = append(notices, kit.NewNotice(k.Printer, kit.Expiring,
			k.T("organisation.keys.ending", fault.Args{"Key": key.ID, "Until": key.Until}), k.T("organisation.keys.ending.hint")))
	}
	return notices
}

// Widths of the columns of the two lists of keys.
const (
	nameWidth   = 92
	idWidth     = 150
	placeWidth  = 140
	copiesWidth = 262
)

func (k *keyring) rootList() fyne.CanvasObject {
	t := k.T
	lines := kit.VStack(8, kit.NewText(t("organisation.keys.roots"), kit.Strong),
		kit.NewParagraph(t("organisation.keys.roots.what", fault.Args{"Threshold": k.Threshold, "Roots": len(k.Roots)}), kit.Muted))
	for _, key := range k.Roots {
		lines.Add(k.keyLine(t("organisation.keys.root", fault.Args{"Number": key.Number}), key))
	}
	lines.Add(k.keyLine(t("organisation.keys.office"), k.HeadOffice))
	lines.Add(kit.HStack(8,
		kit.NewButton(t("organisation.keys.restore"), "import", kit.Plain, k.restore),
		kit.NewButton(t("organisation.keys.change-roots"), "edit", kit.Plain, k.changeRoots),
		kit.NewButton(t("organisation.keys.change-office"), "refresh", kit.Plain, k.changeOffice)))
	return lines
}

// keyLine shows a key, where it is, its copies, and what can be done with it.
func (k *keyring) keyLine(name string, key workspace.OfficeKey) fyne.CanvasObject {
	place, standing := "organisation.keys.away", kit.Fine
	if key.Held {
		place, standing = "organisation.keys.here", kit.Neutral
	}
	line := kit.HStack(8, kit.Width(nameWidth, kit.NewText(name, kit.Body)), kit.Width(idWidth, kit.NewText(key.ID, kit.Style{Mono: true})),
		kit.Width(placeWidth, kit.NewBadge(standing, k.T(place))), kit.Width(copiesWidth, kit.NewText(k.copiesOf(key), kit.Muted).Cut()), kit.Space())
	if key.Held {
		line.Add(kit.NewButton(k.T("organisation.keys.export"), "export", kit.Plain, func() { k.export(key) }))
		line.Add(kit.NewButton(k.T("organisation.keys.paper"), "print", kit.Plain, func() { k.print(key) }))
		if key.IsRoot() {
			line.Add(kit.NewButton(k.T("organisation.keys.forget"), "remove", kit.Plain, func() { k.forget(key) }))
		}
	}
	return line
}

// copiesOf says which copies there are.
func (k *keyring) copiesOf(key workspace.OfficeKey) string {
	var copies []string
	if !key.Exported.IsZero() {
		copies = append(copies, k.T("organisation.keys.in-file", fault.Args{"When": k.day(key.Exported)}))
	}
	if !key.Printed.IsZero() {
		copies = append(copies, k.T("organisation.keys.on-paper", fault.Args{"When": k.day(key.Printed)}))
	}
	if len(copies) == 0 {
		return k.T("organisation.keys.no-copy")
	}
	return strings.Join(copies, " · ")
}

// day gives the day of an instant.
func (k *keyring) day(at time.Time) string {
	text, _, _ := strings.Cut(k.Printer.Time(at), k.T("organisation.keys.at"))
	return text
}

func (k *keyring) issuerList() fyne.CanvasObject {
	t := k.T
	lines := kit.VStack(8, kit.NewText(t("organisation.keys.issuers"), kit.Strong), kit.NewParagraph(t("organisation.keys.issuers.what"), kit.Muted))
	for _, key := range k.Issuers {
		lines.Add(k.issuerLine(key))
	}
	lines.Add(kit.HStack(8, kit.NewButton(t("organisation.keys.rotate"), "refresh", kit.Plain, k.rotate),
		kit.NewButton(t("organisation.keys.epoch"), "up", kit.Plain, k.raiseEpoch)))
	return lines
}

var standings = map[workspace.IssuerState]kit.Standing{
	workspace.IssuerValid: kit.Fine, workspace.IssuerEnding: kit.Expiring, workspace.IssuerEnded: kit.Neutral, workspace.IssuerRevoked: kit.Refused,
}

func (k *keyring) issuerLine(key workspace.IssuerKey) fyne.CanvasObject {
	var kinds []string
	for _, kind := range key.Kinds {
		kinds = append(kinds, "."+kind.String())
	}
	text := k.T("organisation.keys.validity", fault.Args{"Kinds": strings.Join(kinds, " "), "From": k.day(key.From), "Until": k.day(key.Until)})
	line := kit.HStack(8, kit.Width(idWidth, kit.NewText(key.ID, kit.Style{Mono: true})),
		kit.Width(placeWidth, kit.NewBadge(standings[key.State], k.T("key.state."+string(key.State)))), kit.NewText(text, kit.Muted), kit.Space())
	if key.State != workspace.IssuerRevoked {
		line.Add(kit.NewButton(k.T("organisation.keys.revoke"), "lock", kit.Plain, func() { k.revoke(key) }))
	}
	return line
}

// printFingerprint prints the page that is read to the sites.
func (k *keyring) printFingerprint() {
	page := paper.Fingerprint{Organisation: k.organisation, Groups: k.Fingerprint.String(), Person: k.person, Made: k.now.Truncate(time.Second)}
	printing.Print(k.Services, k.Workspace.Dir(), k.T("welcome.fingerprint.file"), func() ([]byte, error) { return page.PDF(k.Printer) })
}

// writeKeyFile puts the `.key` file into a folder.
func (k *keyring) writeKeyFile() {
	k.Dialogs.ChooseFolder(kit.FileChoice{Title: k.T("organisation.keys.write.title")}, func(dir string) {
		kit.Load(k.Tasks, func() (string, error) { return k.Session.WriteKeyFile(k.Context, dir) }, func(path string, err error) {
			if !k.Refuse(err) {
				kit.Trace("key file written")
				k.Done(k.T("organisation.keys.written", fault.Args{"Path": path}))
			}
		})
	})
}
