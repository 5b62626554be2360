package directory

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Act is one line of the history: who did what to whom, where and when.
type Act struct {
	Seq     int64 // given by the store
	At      time.Time
	By      ident.UserID // zero for the program itself
	ByName  string       // as it was then
	Subject ident.UserID // the user concerned, or zero
	Poste   int          // number of the poste it was done on; 0 at head office
	Verb    Verb
	Details []Detail

	// Of an act that a poste has reported: which one it was, and when head office
	// learnt of it.
	Origin   ident.PosteID
	Received time.Time

	// What is gone because the person was deleted: the name of who did it, and the
	// values of the details at these places.
	NameErased bool
	Erased     []int
}

// Detail gives the value of the first detail of a name, or nothing.
func (a Act) Detail(name string) string {
	for _, d := range a.Details {
		if d.Name == name {
			return d.Value
		}
	}
	return ""
}

// Verb names an act; its sentence is the translation of "act."+Verb.
type Verb string

// Detail is one fact of an act, in the order in which it is told.
type Detail struct{ Name, Value string }

// Verbs of the history.
const (
	VerbFounded           Verb = "founded"
	VerbProjectAdded      Verb = "project-added"
	VerbUserAdded         Verb = "user-added"
	VerbUserEdited        Verb = "user-edited"
	VerbUserActivated     Verb = "user-activated"
	VerbActivationRenewed Verb = "activation-renewed"
	VerbUserConfirmed     Verb = "user-confirmed"
	VerbUserDeactivated   Verb = "user-deactivated"
	VerbUserArchived      Verb = "user-archived"
	VerbUserRetrieved     Verb = "user-retrieved"
	VerbUserDeleted       Verb = "user-deleted"
	VerbRoleGranted       Verb = "role-granted"
	VerbRoleRevoked       Verb = "role-revoked"
	VerbDataExported      Verb = "data-exported"
	VerbDataImported      Verb = "data-imported"
	VerbFileRefused       Verb = "file-refused"
	VerbFileRepeated      Verb = "file-repeated"
	VerbSignedIn          Verb = "signed-in"
	VerbFirstSignIn       Verb = "first-sign-in" // of a person on this poste
	VerbSignInRefused     Verb = "sign-in-refused"
	VerbPasswordChanged   Verb = "password-changed"
	VerbModuleRequested   Verb = "module-requested"
	VerbRequestReceived   Verb = "request-received"
	VerbRequestApproved   Verb = "request-approved"
	VerbRequestRefused    Verb = "request-refused"
	VerbModuleRegistered  Verb = "module-registered"
	VerbModuleRefused     Verb = "module-refused"
	VerbRegisteredHere    Verb = "registered-here" // a module, on head office's own installation
	VerbPosteRevoked      Verb = "poste-revoked"
	VerbPosteEdited       Verb = "poste-edited"
	VerbPosteRenewed      Verb = "poste-renewed"
	VerbLicenceSet        Verb = "licence-set"
	VerbLicenceCancelled  Verb = "licence-cancelled"
	VerbPolicyChanged     Verb = "policy-changed"
	VerbFactorReset       Verb = "factor-reset"
	VerbFactorEnrolled    Verb = "factor-enrolled"
	VerbFactorRemoved     Verb = "factor-removed"
	VerbRecoveryUsed      Verb = "recovery-used"
	VerbRecoveryRenewed   Verb = "recovery-renewed"
	VerbClockConfirmed    Verb = "clock-confirmed"
	VerbRecordTaken       Verb = "record-taken"
	VerbReconciled        Verb = "reconciled"
	VerbAlarmSeen         Verb = "alarm-seen"
	VerbChainFollowed     Verb = "chain-followed"
	VerbChainExtended     Verb = "chain-extended"
	VerbRootExported      Verb = "root-exported"
	VerbRootPrinted       Verb = "root-printed"
	VerbRootForgotten     Verb = "root-forgotten"
	VerbRootRestored      Verb = "root-restored"
	VerbLetterQueued      Verb = "letter-queued"
	VerbLetterSent        Verb = "letter-sent"
	VerbLetterAbandoned   Verb = "letter-abandoned"
	VerbMailServerChanged Verb = "mail-server-changed"
	VerbJournalAdded      Verb = "journal-added"
	VerbJournalEdited     Verb = "journal-edited"
	VerbJournalAssigned   Verb = "journal-assigned"
	VerbJournalGranted    Verb = "journal-granted"
	VerbJournalWithdrawn  Verb = "journal-withdrawn"
	VerbJournalReturned   Verb = "journal-returned"
	VerbJournalAccepted   Verb = "journal-accepted"
	VerbJournalFinalised  Verb = "journal-finalised"
	VerbJournalIdle       Verb = "journal-idle"
	VerbJournalReopened   Verb = "journal-reopened"
	VerbJournalBackedUp   Verb = "journal-backed-up"
	VerbJournalRestored   Verb = "journal-restored"
	VerbJournalRebuilt    Verb = "journal-rebuilt" // what is derived from its postings
	VerbBookAdded         Verb = "book-added"
	VerbBookEdited        Verb = "book-edited"
	VerbBookAssigned      Verb = "book-assigned"
	VerbBookGranted       Verb = "book-granted"
	VerbBookWithdrawn     Verb = "book-withdrawn"
	VerbBookReturned      Verb = "book-returned"
	VerbBookAccepted      Verb = "book-accepted"
	VerbBookFinalised     Verb = "book-finalised"
	VerbBookIdle          Verb = "book-idle"
	VerbBookReopened      Verb = "book-reopened"
	VerbBookRebuilt       Verb = "book-rebuilt" // what is derived from its entries
	VerbBatchWritten      Verb = "batch-written"
	VerbBatchTaken        Verb = "batch-taken"
	VerbBatchAcknowledged Verb = "batch-acknowledged"
	VerbVoucherDeclined   Verb = "voucher-declined"
	VerbVoucherReopened   Verb = "voucher-reopened"
	VerbVouchersDecided   Verb = "vouchers-decided"
	VerbTillCounted       Verb = "till-counted"
	VerbCountSigned       Verb = "count-signed"
	VerbVouchersNumbered  Verb = "vouchers-numbered"
	VerbBookCopied        Verb = "book-copied"
	VerbCopyTaken         Verb = "copy-taken"
	VerbCodeRequested     Verb = "code-requested"
	VerbCodeReceived      Verb = "code-received"
	VerbCodeApproved      Verb = "code-approved"
	VerbCodeRefused       Verb = "code-refused"
	VerbCodeWrong         Verb = "code-wrong"
	VerbCodePermitted     Verb = "code-permitted"
	VerbCodeUsed          Verb = "code-used"
	VerbFundsRequested    Verb = "funds-requested"
	VerbFundsReceived     Verb = "funds-received"
	VerbFundsWithdrawn    Verb = "funds-withdrawn"
	VerbFundsGranted      Verb = "funds-granted"
	VerbFundsRefused      Verb = "funds-refused"
	VerbFundsEntered      Verb = "funds-entered"
	VerbStatementTaken    Verb = "statement-taken" // of a bank
	VerbStatementRemoved  Verb = "statement-removed"
	VerbLetterUndone      Verb = "lettering-undone"
	VerbMatchUndone       Verb = "match-undone"
)

// verbOf names what a function of the record does.
var verbOf = map[Function]Verb{
	FunctionActivate:   VerbUserActivated,
	FunctionConfirm:    VerbUserConfirmed,
	FunctionDeactivate: VerbUserDeactivated,
	FunctionArchive:    VerbUserArchived,
	FunctionRetrieve:   VerbUserRetrieved,
}

// Label is the key of the detail's name.
func (d Detail) Label() fault.Key { return fault.Key("detail." + d.Name) }

// Word gives the key of the value where the detail holds a word of ours, such as
// a role; otherwise the value is shown as it is.
func (d Detail) Word() (key fault.Key, is bool) {
	switch d.Name {
	case "role", "level", "status", "module", "duty", "cause", "signing-way":
		return fault.Key(d.Name + "." + d.Value), true
	case "unit-state":
		return fault.Key("unit-state." + d.Value), true
	case "field-state":
		return fault.Key("field-state." + d.Value), true
	case "without":
		return fault.Key("right." + d.Value), true
	case "pre-assignment":
		return PreAssignment(d.Value).Label(), true
	case "second-factor":
		return fault.Key("factor-policy." + d.Value), true
	case "factor":
		return FactorMethod(d.Value).Label(), true
	case "alarm":
		return AlarmKind(d.Value).Label(), true
	case "backup-reason":
		return fault.Key("backup-reason." + d.Value), true
	case "restore-kind":
		return fault.Key("restore-kind." + d.Value), true
	case "book-type":
		return fault.Key("book.type." + d.Value), true
	case "purpose":
		return fault.Key("code.purpose." + d.Value), true
	case "closing-kind":
		return fault.Key("closing." + d.Value), true
	}
	return "", false
}

// Note appends an act to the history, done by a person on the poste that this
// folder is. Details are facts for people, never secrets.
func Note(s Store, by Actor, subject ident.UserID, verb Verb, now time.Time, details ...Detail) error {
	number, err := posteNumber(s)
	if err != nil {
		return err
	}
	return s.AppendAct(Act{
		At: now, By: by.ID, ByName: by.Name(), Subject: subject, Poste: number, Verb: verb, Details: details,
	})
}

// posteNumber gives the number of this poste; 0 for head office, registered as a
// poste or not, and for a poste that is not registered.
func posteNumber(s Store) (int, error) {
	home, err := s.Home()
	if err != nil || home.Side == HeadOffice {
		return 0, ignoreMissing(err)
	}
	poste, err := s.Poste(home.Poste)
	return poste.Number, ignoreMissing(err)
}

func ignoreMissing(err error) error {
	if errors.Is(err, fault.Missing) {
		return nil
	}
	return err
}
