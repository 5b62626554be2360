package usrfile_test

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

func TestUserDataArrivesAsItWasSent(t *testing.T) {
	payload := userPayload(t)
	read, err := usrfile.DecodeUserData(payload)
	if err != nil {
		t.Fatal(err)
	}
	again, err := usrfile.EncodeUserData(read)
	if err != nil || !bytes.Equal(again, payload) {
		t.Errorf("encoded again it differs: %v", err)
	}
	sent := sampleUserData(t)
	sent.Chain, read.Chain = usrfile.Chain{}, usrfile.Chain{}
	if !reflect.DeepEqual(read, sent) {
		t.Errorf("got %+v\nwant %+v", read, sent)
	}
}

// What is not there is written, so that nobody wonders.
func TestLeastUserData(t *testing.T) {
	least := usrfile.UserData{
		Organisation: usrfile.Organisation{Name: "O", Currency: "EUR", TimeZone: "UTC", Language: "fr"},
		User:         usrfile.User{Login: "a", Status: "archived"},
		Policy:       usrfile.SecurityPolicy{SecondFactor: "none", PreAssignment: "off"},
	}
	payload, err := usrfile.EncodeUserData(least)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"activation":null`, `"roles":[]`, `"books":[]`, `"postes":[]`, `"chain":null`} {
		if !bytes.Contains(payload, []byte(part)) {
			t.Errorf("%s is missing in %s", part, payload)
		}
	}
	if _, err := usrfile.DecodeUserData(payload); err != nil {
		t.Error(err)
	}
}

// Row 16, and every other way of writing the same thing differently. Each case
// changes one place of a genuine payload.
func TestPayloadIsReadStrictly(t *testing.T) {
	payload := string(userPayload(t))
	tests := []struct{ name, from, to string }{
		{"whitespace", `{"organisation"`, `{ "organisation"`},
		{"line end", `"policy":`, "\n\"policy\":"},
		{"duplicate key", `"login":""`, `"login":"","login":""`},
		{"duplicate key, other value", `"login":""`, `"login":"x","login":""`},
		{"case-variant key", `"login"`, `"Login"`},
		{"folding key", `"books"`, `"bookſ"`},
		{"escaped key", `"login"`, `"\u006cogin"`},
		{"unknown key", `"login":""`, `"login":"","nick":""`},
		{"missing key", `"login":"",`, ``},
		{"other order", `"login":"","first_name":"Awa"`, `"first_name":"Awa","login":""`},
		{"null for a string", `"login":""`, `"login":null`},
		{"null for a list", `"roles":[`, `"roles":null,"rolez":[`},
		{"string for a number", `"lease_days":180`, `"lease_days":"180"`},
		{"fraction", `"lease_days":180`, `"lease_days":180.0`},
		{"exponent", `"lease_days":180`, `"lease_days":18e1`},
		{"leading zero", `"lease_days":180`, `"lease_days":0180`},
		{"plus", `"lease_days":180`, `"lease_days":+180`},
		{"minus zero", `"overdraft":false,"ceiling_minor":300000`, `"overdraft":false,"ceiling_minor":-0`},
		{"beyond 64 bits", `"ceiling_minor":300000`, `"ceiling_minor":9223372036854775808`},
		{"twenty digits", `"ceiling_minor":300000`, `"ceiling_minor":10000000000000000000`},
		{"number for a bool", `"training":false`, `"training":0`},
		{"other word", `"training":false`, `"training":False`},
		{"escaped letter", `"Eau Vive"`, `"\u0045au Vive"`},
		{"escaped solidus", `"Eau Vive"`, `"Eau\/Vive"`},
		{"HTML escape", `"Eau Vive"`, `"Eau \u003c Vive"`},
		{"control character", `"Eau Vive"`, "\"Eau\tVive\""},
		{"escaped control character", `"Eau Vive"`, `"Eau\tVive"`},
		{"delete", `"Eau Vive"`, "\"Eau\x7fVive\""},
		{"C1 control", `"Eau Vive"`, "\"Eau\u0085Vive\""},
		{"right-to-left override", `"Eau Vive"`, "\"Eau\u202eVive\""},
		{"isolate", `"Eau Vive"`, "\"Eau\u2066Vive\""},
		{"left-to-right mark", `"Eau Vive"`, "\"Eau\u200eVive\""},
		{"Arabic letter mark", `"Eau Vive"`, "\"Eau\u061cVive\""},
		{"line separator", `"Eau Vive"`, "\"Eau\u2028Vive\""},
		{"byte order mark inside", `"Eau Vive"`, "\"Eau\ufeffVive\""},
		{"not NFC", "Caissière", "Caissie\u0300re"},
		{"invalid UTF-8", `"Eau Vive"`, "\"Eau \xff\""},
		{"overlong UTF-8", `"Eau Vive"`, "\"Eau \xc0\xaf\""},
		{"surrogate", `"Eau Vive"`, "\"Eau \xed\xa0\x80\""},
		{"cut character", `"Eau Vive"`, "\"Eau \xc3\""},
		{"string without end", `"chain":{`, `"chain":"{`},
		{"upper-case digest", `"hash":"0`, `"hash":"A`},
		{"long uuid", `"project":"44444444-4444-4444-8444-444444444444"`, `"project":"urn:uuid:44444444-4444-4444-8444-444444444444"`},
		{"uuid without hyphens", `"project":"44444444-4444-4444-8444-444444444444"`, `"project":"44444444444444448444444444444444"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(payload, test.from) {
				t.Fatalf("%s is not in %s", test.from, payload)
			}
			_, err := usrfile.DecodeUserData([]byte(strings.Replace(payload, test.from, test.to, 1)))
			refused(t, err, usrfile.ErrPayload)
		})
	}
	for name, changed := range map[string]string{
		"nothing": "", "trailing space": payload + " ", "trailing value": payload + "{}", "NUL": payload + "\x00",
		"byte order mark": "\ufeff" + payload, "null": "null", "list": "[]", "cut": payload[:len(payload)-1],
	} {
		t.Run(name, func(t *testing.T) {
			_, err := usrfile.DecodeUserData([]byte(changed))
			refused(t, err, usrfile.ErrPayload)
		})
	}
}

// The fields that would do harm later are refused by writer and reader alike.
func TestUserDataFieldsKeepTheirRules(t *testing.T) {
	tests := []struct {
		name string
		edit func(*usrfile.UserData)
	}{
		{"no organisation name", func(d *usrfile.UserData) { d.Organisation.Name = "" }},
		{"country in words", func(d *usrfile.UserData) { d.Organisation.Country = "Sénégal" }},
		{"lower-case currency", func(d *usrfile.UserData) { d.Organisation.Currency = "xof" }},
		{"no time zone", func(d *usrfile.UserData) { d.Organisation.TimeZone = "" }},
		{"no language", func(d *usrfile.UserData) { d.Organisation.Language = "" }},
		{"negative lease", func(d *usrfile.UserData) { d.Organisation.LeaseDays = -1 }},
		{"negative revision", func(d *usrfile.UserData) { d.Organisation.Revision = -1 }},
		{"time before 1970", func(d *usrfile.UserData) { d.Organisation.Created = -1 }},
		{"time beyond the calendar", func(d *usrfile.UserData) { d.Organisation.Created = 1 << 60 }},
		{"nobody", func(d *usrfile.UserData) { d.User = usrfile.User{Status: "active"} }},
		{"unknown status", func(d *usrfile.UserData) { d.User.Status = "root" }},
		{"no such day", func(d *usrfile.UserData) { d.User.AccessUntil = "2027-02-30" }},
		{"day written otherwise", func(d *usrfile.UserData) { d.User.AccessUntil = "2027-2-3" }},
		{"activation without id", func(d *usrfile.UserData) { d.Activation.ID = uuid.Nil }},
		{"activation without end", func(d *usrfile.UserData) { d.Activation.Until = 0 }},
		{"role in capitals", func(d *usrfile.UserData) { d.Roles[0].Role = "Cashier" }},
		{"role beginning with a digit", func(d *usrfile.UserData) { d.Roles[0].Role = "1st" }},
		{"role of 65 letters", func(d *usrfile.UserData) { d.Roles[0].Role = strings.Repeat("a", 65) }},
		{"own role without id", func(d *usrfile.UserData) { d.Roles[0].Derived.ID = uuid.Nil }},
		{"own role without name", func(d *usrfile.UserData) { d.Roles[0].Derived.Name = "" }},
		{"own role without rights", func(d *usrfile.UserData) { d.Roles[0].Derived.Rights = nil }},
		{"right that is no word", func(d *usrfile.UserData) { d.Roles[0].Derived.Rights[0] = "Book view" }},
		{"rights unsorted", func(d *usrfile.UserData) { slices.Reverse(d.Roles[0].Derived.Rights) }},
		{"right twice", func(d *usrfile.UserData) { d.Roles[0].Derived.Rights[1] = d.Roles[0].Derived.Rights[0] }},
		{"unknown level", func(d *usrfile.UserData) { d.Roles[0].Level = "world" }},
		{"projects without any", func(d *usrfile.UserData) { d.Roles[0].Projects = nil }},
		{"projects where none belong", func(d *usrfile.UserData) { d.Roles[0].Level = "organisation" }},
		{"country where none belongs", func(d *usrfile.UserData) { d.Roles[0].Country = "SN" }},
		{"country level without one", func(d *usrfile.UserData) { d.Roles[0].Level, d.Roles[0].Projects = "country", nil }},
		{"unit where none belongs", func(d *usrfile.UserData) { d.Roles[1].Level = "projects" }},
		{"unit level without one", func(d *usrfile.UserData) { d.Roles[1].Unit = nil }},
		{"unit without id", func(d *usrfile.UserData) { d.Roles[1].Unit.ID = uuid.Nil }},
		{"unit without code", func(d *usrfile.UserData) { d.Roles[1].Unit.Code = "" }},
		{"unit without name", func(d *usrfile.UserData) { d.Roles[1].Unit.Name = "" }},
		{"project of a unit twice", func(d *usrfile.UserData) { d.Roles[1].Projects = append(d.Roles[1].Projects, projectID) }},
		{"grant without id", func(d *usrfile.UserData) { d.Roles[0].ID = uuid.Nil }},
		{"grant twice", func(d *usrfile.UserData) { d.Roles = append(d.Roles, d.Roles[0]) }},
		{"project of a role twice", func(d *usrfile.UserData) { d.Roles[0].Projects = append(d.Roles[0].Projects, projectID) }},
		{"project without code", func(d *usrfile.UserData) { d.Projects[0].Code = "" }},
		{"project twice", func(d *usrfile.UserData) { d.Projects = append(d.Projects, d.Projects[0]) }},
		{"person without id", func(d *usrfile.UserData) { d.People[0].ID = uuid.Nil }},
		{"person twice", func(d *usrfile.UserData) { d.People = append(d.People, d.People[0]) }},
		{"book twice", func(d *usrfile.UserData) { d.Books = append(d.Books, d.Books[0]) }},
		{"journal twice", func(d *usrfile.UserData) { d.Journals = append(d.Journals, d.Journals[0]) }},
		{"journal without id", func(d *usrfile.UserData) { d.Journals[0].ID = uuid.Nil }},
		{"journal without project", func(d *usrfile.UserData) { d.Journals[0].Project = uuid.Nil }},
		{"journal without code", func(d *usrfile.UserData) { d.Journals[0].Code = "" }},
		{"journal without name", func(d *usrfile.UserData) { d.Journals[0].Name = "" }},
		{"journal of no class", func(d *usrfile.UserData) { d.Journals[0].Class = "payroll" }},
		{"journal in no currency", func(d *usrfile.UserData) { d.Journals[0].Currency = "xof" }},
		{"journal of accounts in no currency", func(d *usrfile.UserData) { d.Journals[0].Base = "" }},
		{"bank without account", func(d *usrfile.UserData) { d.Journals[0].Account = "" }},
		{"sales with an account", func(d *usrfile.UserData) { d.Journals[0].Class = "sales" }},
		{"mask that is no word", func(d *usrfile.UserData) { d.Journals[0].Allowed[0] = "Cost" }},
		{"masks unsorted", func(d *usrfile.UserData) { slices.Reverse(d.Journals[0].Allowed) }},
		{"nobody may post besides", func(d *usrfile.UserData) { d.Journals[0].Users[0] = uuid.Nil }},
		{"responsible twice", func(d *usrfile.UserData) { d.Journals[0].Users[0] = d.Journals[0].Responsible }},
		{"user of a journal twice", func(d *usrfile.UserData) { d.Journals[0].Users = append(d.Journals[0].Users, userID) }},
		{"journal of no status", func(d *usrfile.UserData) { d.Journals[0].Status = "closed" }},
		{"journal granted before its first number", func(d *usrfile.UserData) { d.Journals[0].Ownership.FirstNumber = 0 }},
		{"earlier grant of a journal that was never granted", func(d *usrfile.UserData) {
			d.Journals[0].Earlier, d.Journals[0].Ownership = usrfile.List[usrfile.Ownership]{*d.Journals[0].Ownership}, nil
		}},
		{"rate twice", func(d *usrfile.UserData) { d.Contributions = append(d.Contributions, d.Contributions[0]) }},
		{"rate of more than all", func(d *usrfile.UserData) { d.Contributions[0].Millionths = 1_000_001 }},
		{"rate without first day", func(d *usrfile.UserData) { d.Contributions[0].First = "" }},
		{"rate that ends before it begins", func(d *usrfile.UserData) { d.Contributions[0].Last = "2025-12-31" }},
		{"rate without name", func(d *usrfile.UserData) { d.Contributions[0].Name = "" }},
		{"rate without id", func(d *usrfile.UserData) { d.Contributions[0].ID = uuid.Nil }},
		{"poste twice", func(d *usrfile.UserData) { d.Postes = append(d.Postes, d.Postes[0]) }},
		{"negative password length", func(d *usrfile.UserData) { d.Policy.PasswordMinLength = -1 }},
		{"unknown second factor", func(d *usrfile.UserData) { d.Policy.SecondFactor = "perhaps" }},
		{"no second factor policy", func(d *usrfile.UserData) { d.Policy.SecondFactor = "" }},
		{"unknown pre-assignment", func(d *usrfile.UserData) { d.Policy.PreAssignment = "perhaps" }},
		{"no pre-assignment", func(d *usrfile.UserData) { d.Policy.PreAssignment = "" }},
		{"negative lock", func(d *usrfile.UserData) { d.Policy.LockMinutes = -1 }},
		{"a lock after more than a day", func(d *usrfile.UserData) { d.Policy.LockMinutes = 1441 }},
		{"unknown factor", func(d *usrfile.UserData) { d.User.Factor = "sms" }},
		{"value without a field", func(d *usrfile.UserData) { d.Fields = d.Fields[:1] }},
		{"empty value", func(d *usrfile.UserData) { d.User.Fields[0].Value = "" }},
		{"value twice", func(d *usrfile.UserData) { d.User.Fields[1] = d.User.Fields[0] }},
		{"field twice", func(d *usrfile.UserData) { d.Fields[1].Key = d.Fields[0].Key }},
		{"field of no type", func(d *usrfile.UserData) { d.Fields[0].Type = "formula" }},
		{"choices of a number", func(d *usrfile.UserData) { d.Fields[0].Choices = usrfile.List[string]{"1"} }},
		{"field without a name", func(d *usrfile.UserData) { d.Fields[0].NameFR = "" }},
		{"place of a field", func(d *usrfile.UserData) { d.Fields[0].Order = 1000 }},
		{"chart of a stranger's project", func(d *usrfile.UserData) { d.Charts[0].Project = bookID }},
		{"chart twice", func(d *usrfile.UserData) { d.Charts = append(d.Charts, d.Charts[0]) }},
		{"chart without a table", func(d *usrfile.UserData) { d.Charts[0].Hash = usrfile.Bytes32{} }},
		{"chart in capitals", func(d *usrfile.UserData) { d.Charts[0].Base = "PCG" }},
		{"chart without revision", func(d *usrfile.UserData) { d.Charts[0].Revision = 0 }},
		{"accounts unsorted", func(d *usrfile.UserData) { slices.Reverse(d.Charts[0].Differences) }},
		{"account without code", func(d *usrfile.UserData) { d.Charts[0].Differences[0].Code = "" }},
		{"account named twice in a language", func(d *usrfile.UserData) { d.Charts[0].Differences[0].Names[1].Language = "en" }},
		{"account with an empty name", func(d *usrfile.UserData) { d.Charts[0].Differences[0].Names[0].Text = "" }},
		{"budget of a stranger's project", func(d *usrfile.UserData) { d.Budgets[0].Project = bookID }},
		{"budget twice", func(d *usrfile.UserData) { d.Budgets = append(d.Budgets, d.Budgets[0]) }},
		{"budget without revision", func(d *usrfile.UserData) { d.Budgets[0].Revision = 0 }},
		{"budget lines unsorted", func(d *usrfile.UserData) { slices.Reverse(d.Budgets[0].Lines) }},
		{"budget line without label", func(d *usrfile.UserData) { d.Budgets[0].Lines[0].Label = "" }},
		{"negative plan", func(d *usrfile.UserData) { d.Budgets[0].Lines[0].PlannedMinor = -1 }},
		{"fundings of a stranger's project", func(d *usrfile.UserData) { d.Fundings[0].Project = bookID }},
		{"fundings twice", func(d *usrfile.UserData) { d.Fundings = append(d.Fundings, d.Fundings[0]) }},
		{"funding without code", func(d *usrfile.UserData) { d.Fundings[0].Fundings[0].Code = "" }},
		{"funding that ends before it begins", func(d *usrfile.UserData) { d.Fundings[0].Fundings[0].Until = "2025-12-31" }},
		{"funding from no such day", func(d *usrfile.UserData) { d.Fundings[0].Fundings[0].From = "2026-02-30" }},
		{"rates of one currency", func(d *usrfile.UserData) { d.Rates[0].Quote = "EUR" }},
		{"rates twice", func(d *usrfile.UserData) { d.Rates = append(d.Rates, d.Rates[0]) }},
		{"rate of nothing", func(d *usrfile.UserData) { d.Rates[0].Rates[0].Rate = 0 }},
		{"rate without a day", func(d *usrfile.UserData) { d.Rates[0].Rates[0].Day = "" }},
		{"rate twice a day", func(d *usrfile.UserData) { d.Rates[0].Rates = append(d.Rates[0].Rates, d.Rates[0].Rates[0]) }},
		{"templates of a stranger's project", func(d *usrfile.UserData) { d.Templates[0].Project = bookID }},
		{"templates twice", func(d *usrfile.UserData) { d.Templates = append(d.Templates, d.Templates[0]) }},
		{"templates without revision", func(d *usrfile.UserData) { d.Templates[0].Revision = 0 }},
		{"template twice", func(d *usrfile.UserData) {
			d.Templates[0].Templates = append(d.Templates[0].Templates, d.Templates[0].Templates[0])
		}},
		{"template without a name", func(d *usrfile.UserData) { d.Templates[0].Templates[0].Name = "" }},
		{"template of no currency", func(d *usrfile.UserData) { d.Templates[0].Templates[0].Currency = "F" }},
		{"template in no direction", func(d *usrfile.UserData) { d.Templates[0].Templates[0].Direction = "up" }},
		{"template of less than nothing", func(d *usrfile.UserData) { d.Templates[0].Templates[0].AmountMinor = -1 }},
		{"amount of a template in any direction", func(d *usrfile.UserData) {
			d.Templates[0].Templates[0].AmountMinor, d.Templates[0].Templates[0].Direction = 1, "any"
		}},
		{"share of two sizes", func(d *usrfile.UserData) { d.Templates[0].Templates[0].Shares[0].AmountMinor = 1 }},
		{"negative reset", func(d *usrfile.UserData) { d.User.FactorReset = -1 }},
		{"control character", func(d *usrfile.UserData) { d.User.Job = "a\nb" }},
		{"not NFC", func(d *usrfile.UserData) { d.User.Job = "e\u0301" }},
		{"invalid UTF-8", func(d *usrfile.UserData) { d.User.Job = "\xff" }},
		{"text of 4 097 bytes", func(d *usrfile.UserData) { d.User.Job = strings.Repeat("a", 4097) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := sampleUserData(t)
			test.edit(&d)
			_, err := usrfile.EncodeUserData(d)
			refused(t, err, usrfile.ErrPayload)
		})
	}
}

// Texts that only look odd pass unchanged.
func TestHonestTextsArriveUnchanged(t *testing.T) {
	for _, text := range []string{
		`"quoted" and back\slash`, "<b>&amp;</b>", "Ñandú", "日本", "عربي", "😀", "\ufffd", "a\u200cb", "l'eau",
		strings.Repeat("é", 2048),
	} {
		d := sampleUserData(t)
		d.User.Job = text
		payload, err := usrfile.EncodeUserData(d)
		if err != nil {
			t.Errorf("%.20q: %v", text, err)
			continue
		}
		read, err := usrfile.DecodeUserData(payload)
		if err != nil || read.User.Job != text {
			t.Errorf("%.20q arrived as %.20q, %v", text, read.User.Job, err)
		}
	}
}
