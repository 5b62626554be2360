package workspace_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/usrfile"
)

// Fields and values reach a site in the `.usr`, and leave it again when head
// office switches the field off.
func TestOwnFieldsTravel(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	contract := must[directory.Field](t)(o.session.AddField(ctx, directory.Field{
		Key: "contract", NameFR: "Contrat", Type: directory.FieldChoice, Choices: []string{"CDI", "CDD"},
	}))
	u := must[workspace.Person](t)(o.session.Person(ctx, o.awa.ID)).User
	u.Fields = u.Fields.With("contract", "cdi")
	u = must[directory.User](t)(o.session.EditUser(ctx, u))
	site, awa := o.join(t)
	there := must[workspace.Person](t)(awa.Person(ctx, o.awa.ID)).User
	if there.Fields != u.Fields || there.Fields.Get("contract") != "CDI" {
		t.Errorf("the site has %q, head office %q", there.Fields, u.Fields)
	}
	fields := must[[]directory.Field](t)(awa.Fields(ctx))
	if len(fields) != 1 || fields[0].NameFR != "Contrat" || !fields[0].Active {
		t.Errorf("the site has the fields %+v", fields)
	}

	contract.Active = false
	must[directory.Field](t)(o.session.EditField(ctx, contract))
	o.now = o.now.AddDate(0, 0, 1)
	site.now = o.now
	arrival := must[*workspace.Arrival](t)(site.Examine(ctx, awa, o.export(t)))
	check(t, site.Apply(ctx, awa, arrival, usrfile.Fingerprint{}))
	if fields = must[[]directory.Field](t)(awa.Fields(ctx)); fields[0].Active {
		t.Error("the field is still in use at the site")
	}
	if there = must[workspace.Person](t)(awa.Person(ctx, o.awa.ID)).User; there.Fields != "" {
		t.Errorf("the site keeps %q", there.Fields)
	}
	if here := must[workspace.Person](t)(o.session.Person(ctx, o.awa.ID)).User; here.Fields.Get("contract") != "CDI" {
		t.Errorf("head office keeps %q", here.Fields)
	}
}
