package exchange

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/usrfile"
)

// Outgoing is a file ready to be written.
type Outgoing struct {
	Name string // proposed file name
	Data []byte
	Tail func(io.Writer) error // writes the scans that stand behind Data, or nil
}

// Write writes the whole file.
func (o Outgoing) Write(w io.Writer) error {
	if _, err := w.Write(o.Data); err != nil || o.Tail == nil {
		return err
	}
	return o.Tail(w)
}

// Unsigned is user data that has its place in the order and in the history, and is
// to be signed before that becomes true.
type Unsigned struct {
	name    string
	content Snapshot
	message usrfile.Message
	key     usrfile.SigningKey
	drawn   [32]byte // to seal with
}

// RecordUserData begins the `.usr` of a user for one poste; without poste, for one
// that is not registered yet, in plain. It records the export in the order and in the
// history. Signing it needs no database, so that this can be done for many files at a
// time.
func RecordUserData(s Store, by directory.Actor, i Issuer, id ident.UserID, poste *directory.Poste, file ident.FileID, random io.Reader, now time.Time) (u Unsigned, err error) {
	if err := directory.Can(by, directory.RightUsrExport, directory.Place{}, now); err != nil {
		return u, err
	}
	if poste != nil && poste.Status == directory.PosteRevoked {
		return u, fault.New(fault.Conflict, "directory.poste-revoked", fault.Args{"Poste": poste.Number, "Label": poste.Label})
	}
	if u.content, err = Collect(s, id); err != nil {
		return u, err
	}
	if err := directory.CanDownload(u.content.User); err != nil {
		return u, err
	}
	if err := notBehind(s, u.content.User); err != nil {
		return u, err
	}
	u.name = fileName(u.content.User, poste, now)
	u.message = usrfile.Message{Kind: usrfile.KindUserData, FileID: uuid.UUID(file), Subject: uuid.UUID(id)}
	if u.message, u.key, err = i.address(s, u.message, poste, usrfile.UserDataWindow, now); err != nil {
		return u, err
	}
	if _, err := io.ReadFull(random, u.drawn[:]); err != nil {
		return u, err
	}
	return u, recordExport(s, by, u.content.User, poste, now)
}

// Sign makes the file. When that fails, the export must not be recorded either.
func (u Unsigned) Sign() (Outgoing, error) {
	payload, err := usrfile.EncodeUserData(u.content.toWire())
	if err != nil {
		return Outgoing{}, AsFault(err)
	}
	u.message.Payload = payload
	data, err := usrfile.Encode(u.message, u.key, bytes.NewReader(u.drawn[:]))
	return Outgoing{Name: u.name, Data: data}, AsFault(err)
}

// Sign fills in what every file of an issuer carries, gives it its serial and
// signs it. With a poste the payload is sealed to that poste's key. A window of
// zero is for a file that does not expire.
func (i Issuer) Sign(s mark.Store, m usrfile.Message, poste *directory.Poste, window time.Duration, random io.Reader, now time.Time) ([]byte, error) {
	m, key, err := i.address(s, m, poste, window, now)
	if err != nil {
		return nil, err
	}
	data, err := usrfile.Encode(m, key, random)
	return data, AsFault(err)
}

// address is Sign up to the signature.
func (i Issuer) address(s mark.Store, m usrfile.Message, poste *directory.Poste, window time.Duration, now time.Time) (usrfile.Message, usrfile.SigningKey, error) {
	key, known, err := i.choose(m.Kind, now)
	if err != nil {
		return m, key, err
	}
	m.Organisation, m.KeyEpoch, m.MinChain = i.Trust.Organisation(), known.Epoch, i.Trust.Since(key.ID(), m.Kind)
	m.Issued, m.Schema = now, usrfile.SchemaVersion
	if window > 0 {
		m.Expires = now.Add(window)
	}
	if poste != nil {
		m.Mode, m.Poste, m.Recipient = usrfile.Sealed, uuid.UUID(poste.ID), poste.BoxKey
	}
	m.Serial, err = NextSerial(s, m.Kind, m.Subject, known.Epoch, now)
	return m, key, err
}

// NextSerial allocates max(last + 1, issued × 1000) in the sequence of files of a
// kind about a subject, in the transaction that records the file.
func NextSerial(s mark.Store, kind usrfile.Kind, subject uuid.UUID, epoch uint32, issued time.Time) (uint64, error) {
	sequence := stream(mark.Issued, kind, subject)
	last, _, err := s.Order(sequence)
	if err != nil {
		return 0, err
	}
	if last.Epoch != epoch {
		last = mark.Order{} // a new epoch leaves far-ahead serials behind
	}
	serial := serialAfter(last, issued)
	return serial, s.SaveOrder(sequence, mark.Order{Epoch: epoch, Serial: serial})
}

func serialAfter(last mark.Order, issued time.Time) uint64 {
	return max(last.Serial+1, uint64(issued.Unix())*1000)
}

func recordExport(s directory.Store, by directory.Actor, u directory.User, poste *directory.Poste, now time.Time) error {
	if !u.Exported {
		u.Exported = true
		if _, err := s.SaveUser(u); err != nil {
			return err
		}
	}
	details := []directory.Detail{{Name: "valid-until", Value: now.Add(usrfile.UserDataWindow).Format(time.RFC3339)}}
	if poste != nil {
		details = append(details, directory.Detail{Name: "poste", Value: strconv.Itoa(poste.Number)})
	}
	return directory.Note(s, by, u.ID, directory.VerbDataExported, now, details...)
}

// fileName gives "awa_diop_2026-11-21.usr", with the poste's number for a
// registered one.
func fileName(u directory.User, poste *directory.Poste, now time.Time) string {
	name := PlainName(u.Name()) + "_" + now.Format(time.DateOnly)
	if poste != nil {
		name += fmt.Sprintf("_poste-%d", poste.Number)
	}
	return name + usrfile.KindUserData.Extension()
}

// PlainName keeps what every file system and mail program takes: lower-case
// ASCII letters and digits, the rest as underscores.
func PlainName(name string) string {
	var plain strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			plain.WriteRune(r)
		case unicode.Is(unicode.Mn, r): // the accent of a letter already written
		default:
			plain.WriteByte('_')
		}
	}
	return strings.Trim(plain.String(), "_")
}

// Verified is what `usr verify` finds out about a file without importing it.
type Verified struct {
	Message *usrfile.Message
	Signer  usrfile.KeyID
}

// VerifyUserData checks signature, trust and time of a `.usr` as of the clock,
// whoever it is for. It looks at no order and writes nothing.
func VerifyUserData(s Store, p Parcel, clock Clock) (Verified, error) {
	o, err := authenticate(s, p, usrfile.KindUserData)
	if err != nil {
		return Verified{}, err
	}
	if err := CheckTime(o.Message, clock); err != nil {
		return Verified{}, err
	}
	if o.Message.Mode == usrfile.Plain {
		o.Payload = o.Message.Payload
		if _, err := decodeSnapshot(o); err != nil {
			return Verified{}, err
		}
	}
	return Verified{o.Message, o.Envelope.KeyID}, nil
}
