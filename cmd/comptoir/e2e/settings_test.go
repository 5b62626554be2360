package e2e

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // of RFC 6238
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// settings is the journey through « Réglages d'organisation ».
type settings struct {
	*window
	o *office
}

// open comes to one of the parts.
func (s *settings) open(part string) {
	s.t.Helper()
	s.section("organisation")
	s.tile(part, "organisation."+part)
}

// company fills in what stands on documents, with a logo.
func (s *settings) company() {
	logo := filepath.Join(shortFolder(s.t), "logo.png")
	drop(s.t, logo)
	s.section("organisation")
	s.shoot("organisation")
	s.tile("company", "organisation.company")
	s.into("legal-form", "Association")
	s.into("place", "Dakar")
	s.reach("street")
	s.write("Rue des Puits")
	s.reach("button Choisir une image…")
	s.mark()
	s.key("Return")
	s.file(logo)
	s.await("logo chosen")
	s.shoot("settings-company")
	s.mark()
	s.key("ctrl+s")
	s.await("screen organisation")
	s.says("Données de l'organisation sauvegardées.")
	s.shoot("settings-logo")
	company := ask[struct {
		Organisation struct {
			Company struct{ Place, Street string }
		}
	}](s.o, "org", "show").Organisation.Company
	want(s.t, "the place", company.Place, "Dakar")
	want(s.t, "the street", company.Street, "Rue des Puits")
}

// banks adds an account of the organisation.
func (s *settings) banks() {
	s.open("banks")
	s.mark()
	s.key("ctrl+n")
	s.await("dialog open bank-account")
	s.fill("bank", "Banque du Fleuve")
	s.reach("holder") // the organisation, and its currency
	s.reach("bank-number")
	s.amount("100123456789")
	s.shoot("settings-bank")
	s.press("Sauvegarder")
	s.await("bank account saved")
	s.shoot("settings-banks")
	banks := ask[[]struct{ Bank string }](s.o, "org", "bank", "list")
	if len(banks) != 1 || banks[0].Bank != "Banque du Fleuve" {
		s.t.Errorf("the bank accounts: %+v", banks)
	}
}

// fields adds one of the organisation's own, which the record asks for at once.
func (s *settings) fields() {
	s.open("fields")
	s.mark()
	s.key("ctrl+n")
	s.await("dialog open field")
	s.write("Matricule")
	s.fill("name-en", "Staff number")
	s.fill("key", "matricule")
	s.shoot("settings-field")
	s.press("Sauvegarder")
	s.await("dialog close field")
	s.await("grid fields")
	s.shoot("settings-fields")
	fields := ask[[]struct{ Key, Type string }](s.o, "field", "list")
	if len(fields) != 1 || fields[0].Key != "matricule" || fields[0].Type != "text" {
		s.t.Errorf("the organisation's own fields: %+v", fields)
	}
}

// contributions adds a rate.
func (s *settings) contributions() {
	s.open("contributions")
	s.mark()
	s.key("ctrl+n")
	s.await("dialog open contribution")
	s.write("Retraite")
	s.reach("rate")
	s.amount("8,4")
	s.shoot("settings-contribution")
	s.press("Sauvegarder")
	s.await("contribution added")
	s.shoot("settings-contributions")
	rates := ask[[]struct{ Name, Percent string }](s.o, "contribution", "list")
	if len(rates) != 1 || rates[0].Name != "Retraite" || rates[0].Percent != "8.4" {
		s.t.Errorf("the rates: %+v", rates)
	}
}

// policy lets everybody have a second factor.
func (s *settings) policy() {
	s.open("policy")
	s.pick("second-factor", "Facultatif")
	s.shoot("settings-policy")
	s.mark()
	s.key("ctrl+s")
	s.await("policy saved")
	s.await("screen organisation")
	s.says("Les règles de connexion sont enregistrées")
	policy := ask[struct {
		SecondFactor string `json:"second_factor"`
	}](s.o, "org", "policy")
	want(s.t, "the policy", policy.SecondFactor, "optional")
}

// licence sets the seats of a module.
func (s *settings) licence() {
	s.open("licence")
	s.shoot("settings-licence")
	s.press("Fixer les places…")
	s.await("dialog open ")
	s.amount("25")
	s.shoot("settings-seats")
	s.mark()
	s.key("Return")
	s.says("Les places du module")
}

// backup makes one of the whole folder, encrypted.
func (s *settings) backup() {
	s.open("backups")
	s.press("Sauvegarder…")
	s.await("dialog open ")
	s.write("une phrase pour la sauvegarde")
	s.key("Tab")
	s.write("une phrase pour la sauvegarde")
	s.shoot("settings-backup")
	s.press("Sauvegarder")
	s.await("backup made")
	s.shoot("settings-backups")
}

// erase empties the books of the training organisation, with its name typed.
func (s *settings) erase() {
	s.open("erase")
	s.press("Effacer…")
	s.await("dialog open erase")
	s.write("Eau Vive")
	s.shoot("settings-erase")
	s.mark()
	s.key("Return")
	s.await("training erased")
	s.says("Données effacées")
	s.shoot("settings-erased")
	if copies, err := filepath.Glob(filepath.Join(s.o.dir, "backups", "*")); err != nil || len(copies) == 0 {
		s.t.Errorf("a copy before the erasure: %v, %v", copies, err)
	}
}

// journal finds what was done, and verifies all of it.
func (s *settings) journal() {
	s.open("journal")
	s.await("grid ")
	s.write("Matricule")
	s.await("grid ")
	s.shoot("journal")
	s.pressBack("Vérifier le journal")
	s.await("dialog open journal-intact")
	s.shoot("journal-intact")
	s.key("Escape")
	s.o.ctl("history", "verify")
	folder := shortFolder(s.t)
	s.reach("button Exporter")
	s.mark()
	s.key("Return")
	s.await("dialog open journal-export")
	s.into("export-folder", folder)
	s.press("Exporter")
	s.says("Exporté : ")
	newest(s.t, folder, ".xlsx")
}

// drop draws a logo.
func drop(t *testing.T, path string) {
	t.Helper()
	const side = 120
	logo := image.NewNRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			if dx, dy := x-side/2, y-side/2; dx*dx+dy*dy < side*side/4 {
				logo.SetNRGBA(x, y, color.NRGBA{R: 15, G: 110, B: 130, A: 255})
			}
		}
	}
	f, err := os.Create(filepath.Clean(path))
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, logo); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

const newPassword = "une phrase toute neuve"

// password changes one's own.
func (s *settings) password() {
	s.section("account")
	s.shoot("account-office")
	s.tile("password", "account.password")
	s.fill("password-old", adminPassword)
	s.fill("password", newPassword)
	s.fill("password-again", newPassword)
	s.shoot("account-password")
	s.press("Modifier")
	s.await("password changed")
	s.await("screen account")
	s.says("Le mot de passe est modifié.")
	s.o.password = secret(s.t, newPassword)
	s.o.ctl("org", "show") // opens with the new one
}

// factor enrols an application: its secret goes over the clipboard. It gives a
// file with a recovery code.
func (s *settings) factor() (recovery string) {
	s.section("account")
	s.tile("second-factor", "account.factor")
	s.fill("password", newPassword)
	s.shoot("account-factor")
	s.press("Enregistrer une application")
	s.await("factor secret shown")
	s.shoot("account-factor-secret")
	s.pressBack("Copier")
	s.says("Le code est dans le presse-papiers.")
	typed := s.do("xclip", "-selection", "clipboard", "-o")
	s.reach("factor-first")
	s.amount(totp(s.t, typed, time.Now()))
	s.key("Return")
	s.await("factor enrolled")
	s.await("recovery codes shown")
	s.shoot("account-recovery-codes")
	s.pressBack("Copier")
	s.says("Le code est dans le presse-papiers.")
	recovery = secret(s.t, strings.Fields(s.do("xclip", "-selection", "clipboard", "-o"))[0])
	s.tick("codes-noted")
	s.press("Terminer")
	s.await("screen account.factor")
	s.shoot("account-factor-enrolled")
	cmd := exec.Command(filepath.Join(repository, "bin", "comptoirctl"), "--data", s.o.dir, "--as", admin, "--password-file", s.o.password, "user", "list")
	if out, err := cmd.CombinedOutput(); err == nil {
		s.t.Errorf("the password alone still opens the account:\n%s", out)
	}
	return recovery
}

// totp is RFC 6238 with the usual thirty seconds and six digits.
func totp(t *testing.T, typed string, at time.Time) string {
	t.Helper()
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.TrimSpace(typed))
	if err != nil {
		t.Fatalf("the secret is no base32: %v", err)
	}
	mac := hmac.New(sha1.New, secret)
	_ = binary.Write(mac, binary.BigEndian, at.Unix()/30) // a hash takes everything
	sum := mac.Sum(nil)
	at4 := sum[len(sum)-1] & 15
	return fmt.Sprintf("%06d", binary.BigEndian.Uint32(sum[at4:at4+4])&0x7fffffff%1_000_000)
}

// preferences change language and format, which the window takes over at once;
// a recovery code lets comptoirctl look beside it.
func (s *settings) preferences(recovery string) {
	s.section("account")
	s.tile("preferences", "account.preferences")
	s.pickThen("language", "English", "format")
	s.pickThen("format", "International", "look")
	s.shoot("account-preferences")
	s.press("Sauvegarder")
	s.await("preferences saved")
	s.overview()
	s.reach("button Show") // « Afficher » no longer
	s.shoot("account-english")
	mine := ask[person](s.o, "--factor-file", recovery, "user", "show", admin)
	want(s.t, "the language", mine.Language, "en")
	want(s.t, "the format", mine.Format, "iso")
}

func setTheOrganisationUp(t *testing.T) {
	d := newDesktop(t)
	o := &office{t: t, dir: filepath.Join(t.TempDir(), "siege"), password: secret(t, adminPassword)}
	ctl(t, o.dir, "org", "create", "--name", "Eau Vive", "--country", "SN", "--currency", "XOF", "--training",
		"--first-name", "Mariama", "--last-name", "Sow", "--admin", admin, "--password-file", o.password)
	s := &settings{window: d.launch(o.dir), o: o}
	s.signIn(admin, adminPassword)
	s.company()
	s.banks()
	s.fields()
	s.contributions()
	s.policy()
	s.licence()
	s.backup()
	s.erase()
	s.journal()
	s.password()
	s.preferences(s.factor())
}
