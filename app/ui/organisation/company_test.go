package organisation_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestCompanyDataAreSavedAndTheSecondPersonLearnsOfThem(t *testing.T) {
	ctx := t.Context()
	office := uitest.NewOffice(t)
	b := open(t, office.Session)
	b.Open("tile company")
	b.Await("screen organisation.company")
	b.Want("La monnaie ne change plus", "Le pays ne change plus")
	b.Fill("street", "12, rue Carnot")
	b.Fill("website", "pas un site")
	b.Press("Sauvegarder")
	b.Await("field refused website")
	b.Reach("website")
	b.Chord("A")
	b.Write("www.eauvive.example")
	b.Press("Sauvegarder")
	b.Await("organisation saved")
	now := uitest.Must(office.Session.Settings(ctx))(t).Organisation
	if now.Company.Street != "12, rue Carnot" || now.Company.Website != "www.eauvive.example" {
		t.Fatalf("it is %+v", now)
	}

	b.Open("tile company")
	b.Await("screen organisation.company")
	other := now
	other.Company.Phone = "33 800"
	uitest.Must(office.Session.EditOrganisation(ctx, now, other))(t)
	b.Fill("place", "Dakar")
	b.Press("Sauvegarder")
	b.Want("ont été modifiées entre-temps", "– → 33 800")
}

func TestBankAccountIsAddedWithItsIBANChecked(t *testing.T) {
	office := uitest.NewOffice(t)
	b := open(t, office.Session)
	b.Open("tile banks")
	b.Await("screen organisation.banks")
	b.Want("Aucun compte bancaire")
	b.Press("Ajouter un compte…")
	b.Await("dialog open bank-account")
	b.Fill("bank", "NatWest")
	b.Fill("bank-number", "GB29 NWBK 6016 1331 9268 91")
	b.Press("Sauvegarder")
	b.Want("contient une faute")
	b.Chord("A")
	b.Write("GB29 NWBK 6016 1331 9268 19")
	b.Press("Sauvegarder")
	b.Await("bank account saved")
	b.Want("GB29 NWBK 6016 1331 9268 19")
	accounts := uitest.Must(office.Session.BankAccounts(t.Context()))(t)
	if len(accounts) != 1 || accounts[0].Number != "GB29NWBK60161331926819" {
		t.Fatalf("there are %+v", accounts)
	}
	b.Press("Retirer…")
	b.Await("dialog open bank-remove")
	b.Press("Retirer")
	b.Await("bank account removed")
	if accounts := uitest.Must(office.Session.BankAccounts(t.Context()))(t); len(accounts) != 0 {
		t.Errorf("there are %+v", accounts)
	}
}

func TestLogoIsChosenShownAndTakenAway(t *testing.T) {
	office := uitest.NewOffice(t)
	path := filepath.Join(t.TempDir(), "logo.png")
	picture := image.NewRGBA(image.Rect(0, 0, 60, 20))
	var file bytes.Buffer
	if err := errors.Join(png.Encode(&file, picture), os.WriteFile(path, file.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	b := open(t, office.Session)
	b.Open("tile company")
	b.Await("screen organisation.company")
	b.Want("Aucun logo")
	b.Press("Choisir une image…")
	b.Await("dialog open file")
	b.Fill("path", path)
	b.Press("Choisir")
	b.Await("logo chosen")
	b.Press("Sauvegarder")
	b.Await("organisation saved")
	stored := func() directory.Logo {
		return uitest.Must(office.Session.Settings(t.Context()))(t).Organisation.Logo
	}
	if stored() == "" {
		t.Fatal("nothing is stored")
	}
	b.Open("tile company")
	b.Await("screen organisation.company")
	b.Press("Retirer le logo")
	b.Press("Sauvegarder")
	b.Await("organisation saved")
	if stored() != "" {
		t.Error("the logo is still there")
	}
}
