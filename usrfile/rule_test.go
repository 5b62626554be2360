package usrfile_test

import (
	"math"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

// base gives a message of each kind that keeps all rules.
func base(kind usrfile.Kind) usrfile.Message {
	payload := []byte("{}")
	switch kind {
	case usrfile.KindRequest:
		return requestMessage(payload)
	case usrfile.KindReply:
		return replyMessage(payload)
	case usrfile.KindBatch, usrfile.KindClosing:
		return sealedMessage(kind, payload)
	case usrfile.KindRecord:
		m := sealedMessage(kind, payload)
		m.Subject = uuid.Nil
		return m
	case usrfile.KindTrustChain:
		return usrfile.Message{Kind: kind, FileID: fileID, Organisation: orgID, Serial: 1, Issued: issuedAt,
			Schema: 1, Payload: payload}
	default:
		return sealedUser(payload)
	}
}

var allKinds = []usrfile.Kind{
	usrfile.KindUserData, usrfile.KindRequest, usrfile.KindReply, usrfile.KindBatch,
	usrfile.KindClosing, usrfile.KindTrustChain, usrfile.KindRecord,
}

func TestEveryKindHasAMessageThatKeepsItsRules(t *testing.T) {
	for _, kind := range allKinds {
		file, err := usrfile.Encode(base(kind), issuerKey, dice("seal"))
		if err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		if _, err := inspect(t, file).Verify(issuerKey.Public()); err != nil {
			t.Errorf("%s: written but not read: %v", kind, err)
		}
	}
}

type edit func(*usrfile.Message)

func plain(m *usrfile.Message)       { m.Mode, m.Recipient = usrfile.Plain, [32]byte{} }
func sealed(m *usrfile.Message)      { m.Mode, m.Recipient = usrfile.Sealed, posteBox.Public() }
func noPoste(m *usrfile.Message)     { m.Poste = uuid.Nil }
func withPoste(m *usrfile.Message)   { m.Poste = posteID }
func noSubject(m *usrfile.Message)   { m.Subject = uuid.Nil }
func withSubject(m *usrfile.Message) { m.Subject = userID }
func answers(m *usrfile.Message)     { m.Answers = [32]byte{1} }
func noAnswers(m *usrfile.Message)   { m.Answers = [32]byte{} }
func epoch(m *usrfile.Message)       { m.KeyEpoch = 1 }
func longer(m *usrfile.Message)      { m.Expires = m.Expires.Add(time.Second) }
func shorter(m *usrfile.Message)     { m.Expires = m.Expires.Add(-time.Second) }
func noEnd(m *usrfile.Message)       { m.Expires = time.Time{} }
func end(m *usrfile.Message)         { m.Expires = m.Issued.Add(usrfile.RequestWindow) }

func serial(n uint64) edit { return func(m *usrfile.Message) { m.Serial = n } }
func schema(n uint32) edit { return func(m *usrfile.Message) { m.Schema = n } }

func both(edits ...edit) edit {
	return func(m *usrfile.Message) {
		for _, e := range edits {
			e(m)
		}
	}
}

// The table of kinds in FORMAT.md, cell by cell. "" means that it is allowed.
func TestRulesOfTheKinds(t *testing.T) {
	first := uint64(issuedAt.Unix()) * 1000
	const usr, req, rep, lot, clo, key, rec = usrfile.KindUserData, usrfile.KindRequest, usrfile.KindReply,
		usrfile.KindBatch, usrfile.KindClosing, usrfile.KindTrustChain, usrfile.KindRecord
	tests := []struct {
		kind usrfile.Kind
		name string
		edit edit
		want usrfile.Reason
	}{
		{usr, "plain for no poste", both(plain, noPoste), ""},
		{usr, "plain for a poste", plain, usrfile.ErrMode},
		{usr, "sealed for no poste", noPoste, usrfile.ErrMode},
		{usr, "no subject", noSubject, usrfile.ErrField},
		{usr, "answers", answers, usrfile.ErrField},
		{usr, "a second longer", longer, usrfile.ErrWindow},
		{usr, "a second shorter", shorter, usrfile.ErrWindow},
		{usr, "no expiry", noEnd, usrfile.ErrWindow},
		{usr, "ninety days", end, usrfile.ErrWindow},
		{usr, "serial before its second", serial(first - 1), usrfile.ErrSerial},
		{usr, "first serial", serial(first), ""},
		{usr, "last serial of the day", serial(first + 86_400_000 - 1), ""},
		{usr, "first serial of the next day", serial(first + 86_400_000), usrfile.ErrSerial},
		{usr, "far-ahead serial", serial(math.MaxInt64), usrfile.ErrSerial},
		{usr, "serial beyond 2^63", serial(math.MaxInt64 + 1), usrfile.ErrInteger},
		{usr, "schema 0", schema(0), usrfile.ErrSchema},
		{usr, "schema 2", schema(2), usrfile.ErrSchema},

		{req, "sealed", sealed, ""},
		{req, "no subject", noSubject, usrfile.ErrField},
		{req, "no poste", noPoste, usrfile.ErrField},
		{req, "answers", answers, usrfile.ErrField},
		{req, "key epoch", epoch, usrfile.ErrField},
		{req, "a second longer", longer, usrfile.ErrWindow},
		{req, "no expiry", noEnd, usrfile.ErrWindow},

		{rep, "plain", plain, usrfile.ErrMode},
		{rep, "no subject", noSubject, usrfile.ErrField},
		{rep, "no poste", noPoste, usrfile.ErrField},
		{rep, "answers nothing", noAnswers, usrfile.ErrField},
		{rep, "a second shorter", shorter, usrfile.ErrWindow},

		{lot, "plain", plain, usrfile.ErrMode},
		{lot, "expiry", end, usrfile.ErrWindow},
		{lot, "no subject", noSubject, usrfile.ErrField},
		{lot, "no poste", noPoste, usrfile.ErrField},
		{lot, "key epoch", epoch, usrfile.ErrField},

		{clo, "plain", plain, usrfile.ErrMode},
		{clo, "expiry", end, usrfile.ErrWindow},
		{clo, "no poste", noPoste, usrfile.ErrField},
		{clo, "answers", answers, usrfile.ErrField},

		{key, "sealed", sealed, usrfile.ErrMode},
		{key, "expiry", end, usrfile.ErrWindow},
		{key, "subject", withSubject, usrfile.ErrField},
		{key, "poste", withPoste, usrfile.ErrField},
		{key, "key epoch", epoch, usrfile.ErrField},

		{rec, "plain", plain, usrfile.ErrMode},
		{rec, "expiry", end, usrfile.ErrWindow},
		{rec, "by an issuer", both(noPoste, epoch), ""},
		{rec, "answers", answers, ""},
		{rec, "subject", withSubject, usrfile.ErrField},
	}
	for _, test := range tests {
		t.Run(test.kind.String()+" "+test.name, func(t *testing.T) {
			m := base(test.kind)
			test.edit(&m)
			_, err := usrfile.Encode(m, issuerKey, dice("seal"))
			if test.want == "" {
				must(t, m, err)
				return
			}
			refused(t, err, test.want)
		})
	}
}

func TestRulesOfEveryKind(t *testing.T) {
	tests := []struct {
		name string
		edit edit
		want usrfile.Reason
	}{
		{"no file id", func(m *usrfile.Message) { m.FileID = uuid.Nil }, usrfile.ErrField},
		{"no organisation", func(m *usrfile.Message) { m.Organisation = uuid.Nil }, usrfile.ErrField},
		{"no issue", func(m *usrfile.Message) { m.Issued = time.Time{} }, usrfile.ErrWindow},
		{"issued before 1970", func(m *usrfile.Message) { m.Issued = time.Unix(-1, 0) }, usrfile.ErrWindow},
		{"issued within a second", func(m *usrfile.Message) { m.Issued = m.Issued.Add(1) }, usrfile.ErrWindow},
		{"issued in the year 10 000", func(m *usrfile.Message) { m.Issued = issuedAt.AddDate(8000, 0, 0) }, usrfile.ErrWindow},
		{"too large", func(m *usrfile.Message) { m.Payload = make([]byte, 4<<20) }, usrfile.ErrTooLarge},
	}
	for _, kind := range allKinds {
		for _, test := range tests {
			t.Run(kind.String()+" "+test.name, func(t *testing.T) {
				m := base(kind)
				test.edit(&m)
				_, err := usrfile.Encode(m, issuerKey, dice("seal"))
				refused(t, err, test.want)
			})
		}
	}
	_, err := usrfile.Encode(usrfile.Message{Kind: 8}, issuerKey, dice("seal"))
	refused(t, err, usrfile.ErrKind)
}

// The reader holds a file against the same rules, whoever signed it.
func TestReaderKeepsTheRulesToo(t *testing.T) {
	file := encode(t, sealedUser([]byte("{}")), issuerKey)
	tests := []struct {
		name string
		edit func(header, message []byte)
		want usrfile.Reason
	}{
		{"no organisation", func(_, m []byte) { clear(m[72:88]) }, usrfile.ErrField},
		{"no poste", func(_, m []byte) { clear(m[104:120]) }, usrfile.ErrMode},
		{"serial of the next day", func(_, m []byte) { m[127]++ }, usrfile.ErrSerial},
		{"window a second longer", func(_, m []byte) { m[147]++ }, usrfile.ErrWindow},
		{"no expiry", func(_, m []byte) { clear(m[140:148]) }, usrfile.ErrWindow},
		{"not issued", func(_, m []byte) { clear(m[132:140]) }, usrfile.ErrWindow},
		{"schema 2", func(_, m []byte) { m[155] = 2 }, usrfile.ErrSchema},
		{"answers", func(_, m []byte) { m[156] = 2 }, usrfile.ErrField},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := inspect(t, forge(t, file, issuerKey, test.edit)).Verify(issuerKey.Public())
			refused(t, err, test.want)
		})
	}
}
