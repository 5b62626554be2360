package directory_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

func TestPeopleKeepTheirOwnData(t *testing.T) {
	h := newHouse(t)
	awa := h.add(directory.StatusActive)
	own := directory.OwnData{Phone: "+221 77 1", EmailWish: "Awa.Diop@eauvive.example", Language: "en", Format: "iso", Notices: "funds codes"}
	after, err := directory.EditOwn(h, awa, own, now)
	if err != nil || after.Phone != "+221 77 1" || after.Notices != "codes funds" || after.EmailWish != "awa.diop@eauvive.example" || after.Email != awa.Email {
		t.Fatalf("%+v, %v", after, err)
	}
	if got := h.lastAct(); got != "own-edited phone=– → +221 77 1 language=– → en format=– → iso notices=– → codes funds email-wish=– → awa.diop@eauvive.example" {
		t.Error(got)
	}
	after.Email = "awa.diop@eauvive.example" // the administrator fulfils the wish
	if after, err = directory.EditUser(h, h.founder, after, now); err != nil || after.EmailWish != "" || after.Notices != "codes funds" {
		t.Errorf("%+v, %v", after, err)
	}
	own.Notices = "weather"
	_, err = directory.EditOwn(h, awa, own, now)
	wantFault(t, err, fault.Invalid, "directory.notice")
}

// On a poste nothing of the record changes: the wish is told.
func TestWishOnAPosteIsOnlyTold(t *testing.T) {
	h := newHouse(t)
	awa := h.add(directory.StatusActive)
	own := awa.Own()
	wantFault(t, directory.WishOwn(h, awa, own, now), fault.Invalid, "directory.no-wish")
	own.Phone = "33"
	if err := directory.WishOwn(h, awa, own, now); err != nil {
		t.Fatal(err)
	}
	if h.users[awa.ID] != awa.User || h.lastAct() != "own-wished phone=– → 33" {
		t.Errorf("%s, %+v", h.lastAct(), h.users[awa.ID])
	}
}
