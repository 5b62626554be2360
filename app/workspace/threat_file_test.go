package workspace_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// Any bit flipped, truncated, bytes appended.
func TestThreat01DamagedFile(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	whole := o.UserData()
	before := synctest.Dump(t, site.database())
	refused := func(name string, damaged []byte) {
		t.Helper()
		_, err := site.Examine(t.Context(), nil, put(t, stick, "damaged.usr", damaged))
		if !errors.Is(err, fault.Forged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for bit := 0; bit < 8*len(whole); bit += 61 { // not every bit, which usrfile tests
		flipped := bytes.Clone(whole)
		flipped[bit/8] ^= 1 << (bit % 8)
		refused("flipped", flipped)
	}
	refused("appended", append(bytes.Clone(whole), 0))
	refused("half", whole[:len(whole)/2])
	refused("one byte less", whole[:len(whole)-1])
	refused("header only", whole[:24])
	refused("empty", nil)
	refused("sent as text", bytes.ReplaceAll(whole, []byte("\r\n"), []byte("\n")))
	for _, table := range synctest.Changed(before, synctest.Dump(t, site.database())) {
		if table != "act" && table != "mark_time" && table != "refused_file" {
			t.Errorf("%s changed", table)
		}
	}
	site.takes(t, put(t, stick, "whole.usr", whole))
}

// Expired: one second before, at and after.
func TestThreat05ExpiredToTheSecond(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	path := put(t, stick, "next.usr", o.UserData())
	for _, late := range []time.Duration{time.Second, 0} {
		end := openFolder(t, t.TempDir())
		end.now = start.Add(usrfile.UserDataWindow + late)
		end.refuses(t, fault.Expired, "file.expired", path)
	}
	site.now = start.Add(usrfile.UserDataWindow - time.Second)
	site.takes(t, path)
	site.now = start.Add(usrfile.UserDataWindow)
	site.refuses(t, fault.Expired, "file.expired", path)
}

// A window other than 1 209 600 s. The library does not sign one.
func TestThreat06OtherWindow(t *testing.T) {
	const atExpires = 140
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	genuine := o.UserData()
	window := func(seconds int64) string {
		return put(t, stick, "window.usr", o.Altered(genuine, func(message []byte) {
			expires := binary.BigEndian.Uint64(message[atExpires:])
			binary.BigEndian.PutUint64(message[atExpires:], uint64(int64(expires)+seconds))
		}))
	}
	for _, seconds := range []int64{1, -1, 3600, 1_209_600, -1_209_600} {
		site.refuses(t, fault.Forged, "file.window", window(seconds))
	}
	site.takes(t, window(0))
}

// Wrong kind, organisation, user, poste: each with its own error.
func TestThreat10ForSomebodyElse(t *testing.T) {
	o := found(t)
	site, awa := o.join(t)
	moussa := o.hire(t, "moussa@eauvive.example", "Moussa", "Ba")
	sealed, stick := o.export(t), t.TempDir()
	bois := synctest.NewOffice(t, "Bois Sec")
	put(t, stick, "bois.key", bois.KeyFile())

	site.refuses(t, fault.Forged, "file.organisation", put(t, stick, "bois.usr", bois.UserData()))
	openFolder(t, t.TempDir()).refuses(t, fault.Forged, "file.other-poste", sealed)
	o.refuses(t, fault.Forged, "workspace.import-at-head-office", sealed)

	asked := must[workspace.Asked](t)(awa.RequestModule(t.Context(), wishAccounting, t.TempDir()))
	site.refuses(t, fault.Forged, "file.other-kind", asked.Path)

	// Somebody else's file arrives in the folder, but opens nothing for Awa.
	site.takes(t, o.exportTo(t, moussa, o.usual(t, o.awa)))
	if _, err := site.SignIn(t.Context(), "moussa@eauvive.example", awaPassword); !errors.Is(err, fault.Denied) {
		t.Errorf("Awa's password signs Moussa in: %v", err)
	}
}

// hire adds a cashier of all projects whose account waits for its activation.
func (o *office) hire(t *testing.T, email, first, last string) directory.User {
	t.Helper()
	ctx := t.Context()
	u := must[directory.User](t)(o.session.AddUser(ctx, directory.User{Email: email, FirstName: first, LastName: last}))
	must[directory.Grant](t)(o.session.GrantRole(ctx, u.ID, directory.RoleCashier, directory.Scope{Level: directory.LevelAllProjects}))
	must[string](t)(o.session.ActivateUser(ctx, u.ID))
	return u
}

// usual gives the recipients that « Télécharger » preselects.
func (o *office) usual(t *testing.T, u directory.User) workspace.Recipients {
	t.Helper()
	return must[workspace.Recipients](t)(o.session.UsualRecipients(t.Context(), u.ID))
}

func (o *office) exportTo(t *testing.T, u directory.User, to workspace.Recipients) string {
	t.Helper()
	return must[[]workspace.Written](t)(o.session.ExportUser(t.Context(), u.ID, to, t.TempDir()))[0].Path
}

// A 4 GB file, FIFO, symbolic link, folder, and a file that grows while it is
// read: bounded, no hang, refused; and it can be read once it is whole.
func TestThreat15NotAFile(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	for _, path := range breakers(t, t.TempDir(), ".usr") {
		err := inTime(t, filepath.Base(path), func() error {
			_, err := site.Examine(context.Background(), nil, path)
			return err
		})
		if !errors.Is(err, fault.Forged) {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
	whole := o.UserData()
	growing := put(t, stick, "growing.usr", whole[:len(whole)-100])
	site.refuses(t, fault.Forged, "file.truncated", growing)
	check(t, os.Remove(growing)) // the stick is pulled out
	site.refuses(t, fault.Missing, "workspace.no-file", growing)
	site.takes(t, put(t, stick, "growing.usr", whole))
}

// Duplicate or case-variant keys, bad UTF-8, unknown role: the whole file is
// refused, although head office's key has signed it.
func TestThreat16OtherSpelling(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	payload := must[[]byte](t)(usrfile.EncodeUserData(o.Data()))
	for name, edit := range map[string][2]string{
		"duplicate key":    {`"email":`, `"email":"x","email":`},
		"case variant":     {`"email":`, `"Email":`},
		"bad UTF-8":        {"Awa", "A\xffa"},
		"unknown field":    {`"roles":`, `"rolls":[],"roles":`},
		"white space":      {`"roles":`, `"roles": `},
		"escaped":          {"Diop", `Di\u006fp`},
		"bidirectional":    {"Diop", "Diop\u202e"},
		"trailing newline": {"", ""},
	} {
		other := bytes.Replace(payload, []byte(edit[0]), []byte(edit[1]), 1)
		if name == "trailing newline" {
			other = append(bytes.Clone(payload), '\n')
		}
		if bytes.Equal(other, payload) {
			t.Fatalf("%s changes nothing", name)
		}
		m := usrfile.Message{Kind: usrfile.KindUserData, Subject: synctest.Awa, Payload: other}
		site.refuses(t, fault.Forged, "file.payload", put(t, stick, name+".usr", o.Sign(m)))
	}
	site.refuses(t, fault.Forged, "file.unknown-value",
		put(t, stick, "role.usr", o.UserData(func(f *synctest.File) { f.Roles[0].Role = "treasurer" })))
}

// sealedTo addresses user data to the poste that made a registration request, as
// head office does from then on.
func sealedTo(t *testing.T, request string) func(*synctest.File) {
	t.Helper()
	envelope := must[*usrfile.Envelope](t)(usrfile.Inspect(must[[]byte](t)(os.ReadFile(request))))
	m, data, err := usrfile.VerifyRegistration(envelope)
	check(t, err)
	return func(f *synctest.File) {
		f.Mode, f.Message.Poste, f.Recipient = usrfile.Sealed, m.Poste, data.BoxKey
		f.Postes = usrfile.List[usrfile.Poste]{{
			ID: m.Poste, Number: 1, Label: "Portable Awa", Modules: usrfile.List[string]{"accounting"}, User: synctest.Awa,
			SignKey: data.SignKey, BoxKey: data.BoxKey, Registered: usrfile.InstantOf(start), Status: "active",
		}}
	}
}

// A sealed payload lifted into another envelope; a plain file to a registered
// poste.
func TestThreat17LiftedOrPlain(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	code := must[usrfile.ActivationCode](t)(usrfile.NewActivationCode(bytes.NewReader(make([]byte, 10))))
	site.takes(t, put(t, stick, "pending.usr", o.UserData(synctest.Status("pending"), func(f *synctest.File) {
		id := synctest.ID("activation")
		f.Activation = &usrfile.Activation{
			ID: id, Digest: usrfile.ActivationDigest(o.ID, synctest.Awa, id, code), Until: usrfile.InstantOf(start.AddDate(0, 0, 14)),
		}
	})))
	awa := must[*workspace.Session](t)(site.ActivateAccount(t.Context(), awaName, code.String(), awaPassword))
	sealed := sealedTo(t, must[workspace.Asked](t)(awa.RequestModule(t.Context(), wishAccounting, stick)).Path)

	genuine := must[*usrfile.Envelope](t)(usrfile.Inspect(o.UserData(sealed))).Unverified()
	lifted := usrfile.Message{
		Kind: usrfile.KindUserData, Subject: synctest.Awa, Mode: usrfile.Sealed, Poste: genuine.Poste,
		Recipient: genuine.Recipient, Payload: genuine.Payload,
	}
	site.refuses(t, fault.Forged, "file.lifted", put(t, stick, "lifted.usr", o.SignAsItIs(lifted)))

	site.takes(t, put(t, stick, "sealed.usr", o.UserData(sealed))) // it is registered now
	site.refuses(t, fault.Forged, "file.plain-for-registered", put(t, stick, "plain.usr", o.UserData(func(f *synctest.File) {
		f.Roles = append(f.Roles, synctest.Role("assistant", synctest.P02))
	})))
	site.takes(t, put(t, stick, "narrower.usr", o.UserData(noRoles)))
}

// A request swapped on the way: whoever compares the sixteen symbols by voice
// hears it.
func TestThreat19SwappedRequest(t *testing.T) {
	o := found(t)
	site := openFolder(t, t.TempDir())
	site.takes(t, o.export(t))
	awa := must[*workspace.Session](t)(site.ActivateAccount(t.Context(), awaName, o.code, awaPassword))
	asked := must[workspace.Asked](t)(awa.RequestModule(t.Context(), wishAccounting, t.TempDir()))

	genuine := must[*usrfile.Envelope](t)(usrfile.Inspect(must[[]byte](t)(os.ReadFile(asked.Path)))).Unverified()
	data := must[usrfile.RequestData](t)(usrfile.DecodeRequestData(genuine.Payload))
	thief := usrfile.SigningKeyFromSeed([32]byte{31: 9})
	data.SignKey, data.BoxKey = thief.Public(), usrfile.BoxKeyFromSeed([32]byte{31: 9}).Public()
	genuine.Payload = must[[]byte](t)(usrfile.EncodeRequestData(data))
	swapped := put(t, t.TempDir(), "request.req", must[[]byte](t)(usrfile.Encode(genuine, thief, nil)))

	task := must[workspace.Task](t)(o.session.ReceiveRequest(t.Context(), swapped))
	if task.Fingerprint == asked.Fingerprint {
		t.Error("the swapped request sounds like the genuine one")
	}
	if condition := must[workspace.Condition](t)(site.Condition(t.Context())); condition.Request != asked.Fingerprint {
		t.Errorf("the site shows %s for the request %s", condition.Request, asked.Fingerprint)
	}
	reply := must[workspace.Decided](t)(o.session.ApproveRequest(t.Context(), task.Request.Digest, directory.Approval{}, t.TempDir()))
	site.refuses(t, fault.Forged, "file.recipient", reply.Path) // had nobody compared
}

// A reply to another request than the one that is open, and the reply to a
// request of another poste.
func TestThreat18ReplyToAnotherRequest(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := openFolder(t, t.TempDir())
	site.takes(t, o.export(t))
	awa := must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, o.code, awaPassword))
	approved := func(asked workspace.Asked) string {
		task := must[workspace.Task](t)(o.session.ReceiveRequest(ctx, asked.Path))
		return must[workspace.Decided](t)(o.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, t.TempDir())).Path
	}
	asked := must[workspace.Asked](t)(awa.RequestModule(ctx, wishAccounting, t.TempDir()))
	reply := approved(asked)

	other := openFolder(t, t.TempDir())
	other.takes(t, o.exportTo(t, o.awa, plainFile))
	again := must[*workspace.Session](t)(other.ActivateAccount(ctx, awaName, o.code, awaPassword))
	must[workspace.Asked](t)(again.RequestModule(ctx, wishAccounting, t.TempDir()))
	other.refuses(t, fault.Forged, "file.other-poste", reply)

	asked = must[workspace.Asked](t)(awa.RequestModule(ctx, wishAccounting, t.TempDir()))
	site.refuses(t, fault.Conflict, "registration.other-request", reply)
	reply = approved(asked)
	site.takes(t, reply)
	if a := site.takes(t, reply); !a.Repeated {
		t.Error("the reply is not known as imported")
	}
}
