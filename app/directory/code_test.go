package directory_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
)

// decider is somebody at head office with one role.
func decider(name byte, role directory.RoleID) directory.Actor {
	return directory.Actor{
		User: directory.User{ID: ident.UserID{name}, Status: directory.StatusActive}, Side: directory.HeadOffice,
		Grants: []directory.Grant{{Role: role, Scope: directory.Scope{Level: directory.LevelOrganisation}}},
	}
}

var askedCode = directory.CodeRequest{
	Code: "any", Status: directory.RequestOpen, User: ident.UserID{1}, ReceivedBy: ident.UserID{2}, Decided: now,
}

func TestASecondPersonApprovesACode(t *testing.T) {
	other := decider(3, directory.RoleFinanceManager)
	decided := askedCode
	decided.Status = directory.RequestRefused
	atSite := other
	atSite.Side = directory.Site
	forOther := askedCode
	forOther.Purpose, forOther.Subject = mark.PurposeFactor, [32]byte{3}
	for name, c := range map[string]struct {
		by      directory.Actor
		request directory.CodeRequest
		kind    fault.Kind
		key     string
	}{
		"who asks":            {decider(1, directory.RoleFinanceManager), askedCode, fault.Denied, "directory.own-request"},
		"who took it in":      {decider(2, directory.RoleFinanceManager), askedCode, fault.Denied, "directory.code-own"},
		"without the right":   {decider(3, directory.RoleAdminInstallation), askedCode, fault.Denied, "directory.no-right"},
		"on a site":           {atSite, askedCode, fault.Denied, "directory.head-office"},
		"whose factor it is":  {other, forOther, fault.Denied, "directory.own-request"},
		"decided by somebody": {other, decided, fault.Conflict, "directory.request-decided"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := directory.ApproveCode(c.by, c.request, now)
			wantFault(t, err, c.kind, c.key)
			if got != c.request {
				t.Errorf("changed to %+v", got)
			}
		})
	}
	later := now.Add(time.Hour)
	got, err := directory.ApproveCode(other, askedCode, later)
	if err != nil || got.Status != directory.RequestApproved || got.DecidedBy != other.ID || !got.Decided.Equal(later) {
		t.Errorf("approved %+v, %v", got, err)
	}
}

func TestRefuseCodeTakesAReasonAndNoSecondPerson(t *testing.T) {
	by := decider(2, directory.RoleFinanceManager) // who took it in
	_, err := directory.RefuseCode(by, askedCode, " ", now)
	wantFault(t, err, fault.Invalid, "directory.text-empty")
	_, err = directory.RefuseCode(decider(1, directory.RoleFinanceManager), askedCode, "Non", now)
	wantFault(t, err, fault.Denied, "directory.own-request")
	got, err := directory.RefuseCode(by, askedCode, " Personne n'a appelé ", now)
	if err != nil || got.Status != directory.RequestRefused || got.Refusal != "Personne n'a appelé" || got.DecidedBy != by.ID {
		t.Errorf("refused %+v, %v", got, err)
	}
}

func TestWhoHandlesCodes(t *testing.T) {
	for _, role := range directory.Roles() {
		want := role.ID == directory.RoleFinanceManager || role.ID == directory.RoleAdminInstallation
		if got := directory.MayHandleCodes(decider(1, role.ID), now) == nil; got != want {
			t.Errorf("%s: %v", role.ID, got)
		}
	}
}

func TestStatementIsCleanAndHasAReason(t *testing.T) {
	stated := directory.CodeStatement{Authorisation: " Accord de M. Ba ", Beneficiary: "Awa", Project: "P01", Journal: "Caisse", Reason: "Pile vide "}
	got, err := stated.Cleaned()
	if err != nil || got.Authorisation != "Accord de M. Ba" || got.Reason != "Pile vide" {
		t.Errorf("cleaned %+v, %v", got, err)
	}
	var told []string
	for _, d := range got.Details() {
		told = append(told, d.Name+"="+d.Value)
	}
	want := []string{"authorisation=Accord de M. Ba", "beneficiary=Awa", "project=P01", "journal=Caisse", "reason=Pile vide"}
	if !slices.Equal(told, want) {
		t.Errorf("told %v", told)
	}
	if details := (directory.CodeStatement{Reason: "x"}).Details(); len(details) != 1 {
		t.Errorf("told %v", details)
	}
	for name, broken := range map[string]directory.CodeStatement{
		"no reason":            {Authorisation: "x"},
		"a reason of two rows": {Reason: "a\nb"},
		"a long project":       {Reason: "x", Project: strings.Repeat("p", 81)},
	} {
		if _, err := broken.Cleaned(); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
