package usrfile_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

var (
	projectID      = uuid.MustParse("44444444-4444-4444-8444-444444444444")
	bookID         = uuid.MustParse("55555555-5555-4555-8555-555555555555")
	grantID        = uuid.MustParse("66666666-6666-4666-8666-666666666666")
	unitGrantID    = uuid.MustParse("aaaaaaaa-6666-4666-8666-666666666666")
	unitID         = uuid.MustParse("bbbbbbbb-1111-4111-8111-111111111111")
	derivedID      = uuid.MustParse("99999999-9999-4999-8999-999999999999")
	activationID   = uuid.MustParse("77777777-7777-4777-8777-777777777777")
	journalID      = uuid.MustParse("cccccccc-5555-4555-8555-555555555555")
	contributionID = uuid.MustParse("dddddddd-5555-4555-8555-555555555555")
	witnessID      = uuid.MustParse("88888888-8888-4888-8888-888888888888")

	code = usrfile.ActivationCode{0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f, 0x60, 0x71, 0x82, 0x93}
)

// sampleUserData has something in every field.
func sampleUserData(t testing.TB) usrfile.UserData {
	t.Helper()
	d := exampleUserData()
	d.Chain = newChain(t, firstLink(), rootKey)
	first := *d.Books[0].Ownership
	d.Books[0].Ownership.Epoch, d.Books[0].Earlier = 2, usrfile.List[usrfile.Ownership]{first}
	first = *d.Journals[0].Ownership
	d.Journals[0].Ownership.Epoch, d.Journals[0].Earlier = 2, usrfile.List[usrfile.Ownership]{first}
	return d
}

// exampleUserData is the same without a chain.
func exampleUserData() usrfile.UserData {
	return usrfile.UserData{
		Organisation: usrfile.Organisation{
			Name: "Eau Vive", Country: "SN", Currency: "XOF", TimeZone: "Africa/Dakar", Language: "fr",
			LeaseDays: 180, Created: usrfile.InstantOf(issuedAt.Add(-48 * time.Hour)), Revision: 1,
			Company: usrfile.Company{
				LegalForm: "Association", Street: "12, rue Carnot", AddressExtra: "BP 340", Place: "12500 Dakar", TaxNumber: "0012345 2G3",
				RegisterNumber: "R.A. 1204", Phone: "+221 33 800 00 00", Email: "siege@eauvive.example", Website: "eauvive.example",
			},
			Logo: usrfile.NewLogo([]byte("\x89PNG\r\n\x1a\n")),
		},
		User: usrfile.User{
			Email: "awa@eauvive.example", FirstName: "Awa", LastName: "Diop", Phone: "+221 33 000 00 00",
			Job: "Caissière", Status: "pending", AccessUntil: "2027-06-30", Language: "fr", Format: "fr",
			Fields: usrfile.List[usrfile.FieldValue]{{Key: "contract", Value: "CDI"}, {Key: "staff-number", Value: "1204"}},
		},
		Fields: usrfile.List[usrfile.Field]{
			{Key: "staff-number", NameFR: "Matricule", NameEN: "Staff number", Type: "number", Choices: usrfile.List[string]{}, Required: true, Order: 1},
			{Key: "contract", NameFR: "Contrat", Type: "choice", Choices: usrfile.List[string]{"CDI", "CDD"}, Order: 2},
		},
		Activation: &usrfile.Activation{
			ID: activationID, Digest: usrfile.ActivationDigest(orgID, userID, activationID, code),
			Until: usrfile.InstantOf(issuedAt.Add(14 * 24 * time.Hour)),
		},
		Roles: []usrfile.Role{{
			ID: grantID, Role: "cashier", Derived: &usrfile.Derived{
				ID: derivedID, Name: "Trésorière", Rights: []string{"book-view", "voucher-record"},
			}, Level: "projects", Projects: []uuid.UUID{projectID},
			Granted: usrfile.InstantOf(issuedAt.Add(-time.Hour)),
		}, {
			ID: unitGrantID, Role: "auditor", Level: "unit",
			Unit: &usrfile.Unit{ID: unitID, Code: "SUD", Name: "Bureau du Sud"}, Projects: []uuid.UUID{projectID},
			Granted: usrfile.InstantOf(issuedAt.Add(-time.Hour)),
		}},
		Projects: []usrfile.Project{{
			ID: projectID, Code: "P01", Name: "Forages Kolda", Created: usrfile.InstantOf(issuedAt.Add(-24 * time.Hour)),
		}},
		People:   []usrfile.Person{{ID: witnessID, FirstName: "Mamadou", LastName: "Sow"}},
		Books:    []usrfile.Book{sampleBook()},
		Journals: []usrfile.Journal{sampleJournal()},
		Charts: []usrfile.Chart{{
			Project: projectID, Base: "syscohada", Hash: usrfile.Bytes32{0x11, 0x2e, 0x56}, Revision: 2,
			Differences: []usrfile.AccountDifference{{
				Code: "4211AWA", Names: []usrfile.AccountName{{Language: "en", Text: "Advances Awa"}, {Language: "fr", Text: "Avances Awa"}},
				Active: true, Cashbook: true, Accounting: true,
			}, {
				Code: "6282", Names: usrfile.List[usrfile.AccountName]{}, Cashbook: true, Accounting: true,
			}},
		}},
		Budgets: []usrfile.Budget{{Project: projectID, Revision: 1, Lines: []usrfile.BudgetLine{
			{Code: "A", Label: "Forages", PlannedMinor: 12_500_000, Active: true}, {Code: "A.1", Label: "Matériel", Active: true},
		}}},
		Fundings: []usrfile.Fundings{{Project: projectID, Revision: 4, Fundings: []usrfile.Funding{
			{Code: "AFD-24", Label: "Eau potable", Donor: "AFD", From: "2026-01-01", Until: "2027-12-31", Active: true},
		}}},
		Years: []usrfile.Years{{Project: projectID, Revision: 2, Years: []usrfile.Year{
			{Code: "2025", First: "2025-01-01", Last: "2025-12-31", Closed: usrfile.InstantOf(issuedAt)},
			{Code: "2026", First: "2026-01-01", Last: "2026-12-31"},
		}}},
		Rates: []usrfile.Rates{{Base: "EUR", Quote: "XOF", Revision: 1, Rates: []usrfile.Rate{
			{Day: "1999-01-01", Rate: 6_559_570_000_000, Source: "BCEAO"},
		}}},
		Templates: []usrfile.Templates{{Project: projectID, Revision: 2, Templates: []usrfile.Template{{
			Name: "Loyer", Currency: "XOF", Direction: "out", Text: "Loyer du bureau", Recipient: "SCI Fouta", Shares: []usrfile.TemplateShare{
				{Account: "6222", Funding: "AFD-24", BudgetLine: "A.1", Percent: 600_000}, {Account: "6222"},
			},
		}}}},
		Contributions: []usrfile.Contribution{{
			ID: contributionID, Name: "TVA 18 %", Millionths: 180_000, First: "2026-01-01", Account: "4431", Made: usrfile.InstantOf(issuedAt.Add(-time.Hour)),
		}},
		Postes: []usrfile.Poste{samplePoste()},
		Policy: usrfile.SecurityPolicy{PasswordMinLength: 10, SecondFactor: "optional", LockMinutes: 15, PreAssignment: "optional", CountDays: 7},
	}
}

func sampleBook() usrfile.Book {
	return usrfile.Book{
		ID: bookID, Project: projectID, Number: 1, Type: "cash", Name: "Caisse Kolda", Currency: "XOF",
		TimeZone: "Africa/Dakar", CeilingMinor: 300000, Account: "571", Responsible: userID, CounterSignatory: witnessID,
		Status: "open", Revision: 3,
		Ownership: &usrfile.Ownership{
			Epoch: 1, Poste: posteID, FirstNumber: 1, Granted: usrfile.InstantOf(issuedAt.Add(-time.Minute)),
		},
	}
}

func sampleJournal() usrfile.Journal {
	return usrfile.Journal{
		ID: journalID, Project: projectID, Code: "BQ1", Name: "Banque de Dakar", Class: "bank", Currency: "XOF", Base: "XOF",
		TimeZone: "Africa/Dakar", Account: "521", Allowed: usrfile.List[string]{"cost", "settlement"}, Responsible: witnessID,
		Users: usrfile.List[uuid.UUID]{userID}, Status: "open", Revision: 2,
		Ownership: &usrfile.Ownership{
			Epoch: 1, Poste: posteID, FirstNumber: 1, Granted: usrfile.InstantOf(issuedAt.Add(-time.Minute)),
		},
	}
}

func samplePoste() usrfile.Poste {
	return usrfile.Poste{
		ID: posteID, Number: 12, Label: "Portable Awa", Location: "Kolda", Modules: []string{"cashbook"},
		User: userID, SignKey: posteSign.Public(), BoxKey: posteBox.Public(),
		Registered: usrfile.InstantOf(issuedAt.Add(-time.Minute)), Status: "active",
	}
}

func sampleRequest() usrfile.RequestData {
	return usrfile.RequestData{
		Module: "cashbook", User: "awa@eauvive.example", Label: "Portable Awa", Location: "Kolda",
		SignKey: posteSign.Public(), BoxKey: posteBox.Public(), Nonce: usrfile.Bytes16{1, 2, 3},
		Application: "1.0.0", Schema: 1,
	}
}

func sampleReply(request [32]byte) usrfile.ReplyData {
	return usrfile.ReplyData{
		Request: request, Approved: true, Registration: request, PosteNumber: 12, Label: "Portable Awa", Location: "Kolda",
		Modules: []string{"cashbook"}, Postes: []usrfile.Poste{samplePoste()}, Books: []usrfile.Book{sampleBook()}, Journals: []usrfile.Journal{sampleJournal()},
	}
}

func userPayload(t testing.TB) []byte {
	t.Helper()
	payload, err := usrfile.EncodeUserData(sampleUserData(t))
	return must(t, payload, err)
}

// requestMessage is the header of a registration.
func requestMessage(payload []byte) usrfile.Message {
	return usrfile.Message{
		Kind: usrfile.KindRequest, FileID: fileID, Organisation: orgID, Subject: userID, Poste: posteID,
		Serial: 1, Issued: issuedAt, Expires: issuedAt.Add(usrfile.RequestWindow), Schema: 1, Payload: payload,
	}
}

// replyMessage is the header of its reply.
func replyMessage(payload []byte) usrfile.Message {
	return usrfile.Message{
		Kind: usrfile.KindReply, FileID: fileID, Organisation: orgID, Subject: userID, Poste: posteID,
		KeyEpoch: 1, Serial: 1, Issued: issuedAt, Expires: issuedAt.Add(usrfile.RequestWindow), MinChain: 1, Schema: 1,
		Answers: [32]byte{9}, Mode: usrfile.Sealed, Recipient: posteBox.Public(), Payload: payload,
	}
}

// sealedMessage is the header of a file that a poste seals to head office.
func sealedMessage(kind usrfile.Kind, payload []byte) usrfile.Message {
	return usrfile.Message{
		Kind: kind, FileID: fileID, Organisation: orgID, Subject: userID, Poste: posteID,
		Serial: 1, Issued: issuedAt, Schema: 1, Mode: usrfile.Sealed, Recipient: officeBox.Public(), Payload: payload,
	}
}

// genuine is a file of each kind that has a payload, and how its reader takes it.
type genuine struct {
	name string
	file []byte
	take func(file []byte) error
}

func genuineFiles(t testing.TB) []genuine {
	t.Helper()
	trust := verified(t, newChain(t, firstLink(), rootKey))
	request, err := usrfile.EncodeRequestData(sampleRequest())
	must(t, request, err)
	reply, err := usrfile.EncodeReplyData(sampleReply([32]byte{9}))
	must(t, reply, err)
	chain, err := usrfile.EncodeChainFile(trust.Chain(), fileID, issuedAt, rootKey)
	must(t, chain, err)
	return []genuine{
		{"plain usr", encode(t, plainUser(userPayload(t)), issuerKey), taker(trust, usrfile.DecodeUserData)},
		{"sealed usr", encode(t, sealedUser(userPayload(t)), issuerKey), taker(trust, usrfile.DecodeUserData)},
		{"req", encode(t, requestMessage(request), posteSign), takeRegistration},
		{"rep", encode(t, replyMessage(reply), issuerKey), taker(trust, usrfile.DecodeReplyData)},
		{"key", chain, takeChain},
	}
}

func taker[P any](trust *usrfile.Trust, decode func([]byte) (P, error)) func([]byte) error {
	return func(file []byte) error {
		e, err := usrfile.Inspect(file)
		if err != nil {
			return err
		}
		m, err := trust.Verify(e)
		if err != nil {
			return err
		}
		payload, err := m.Open(posteBox)
		if err != nil {
			return err
		}
		_, err = decode(payload)
		return err
	}
}

func takeRegistration(file []byte) error {
	e, err := usrfile.Inspect(file)
	if err != nil {
		return err
	}
	_, _, err = usrfile.VerifyRegistration(e)
	return err
}

func takeChain(file []byte) error {
	e, err := usrfile.Inspect(file)
	if err != nil {
		return err
	}
	_, _, err = usrfile.VerifyChainFile(e)
	return err
}
