package directory

import (
	"crypto/sha256"
	"encoding/binary"
	"io"
	"slices"

	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// SaltSize is the length of the salt of a personal value in bytes.
const SaltSize = 16

// Domains keep these hashes apart from every other that is made of the same
// bytes, and name the version of their layout.
const (
	actDomain   = "comptoir/act/v1\x00"
	valueDomain = "comptoir/act-value/v1\x00"
)

// nameLabel stands for the name of who did it, where details have their names.
const nameLabel = "by"

// Commitment stands for a personal value in the hash of an act. Once the person
// is erased it has no salt any more, and nobody can find the value again by
// trying names.
type Commitment struct {
	Sum  [sha256.Size]byte
	Salt []byte
}

// Erased reports whether the value was erased.
func (c Commitment) Erased() bool { return c.made() && len(c.Salt) == 0 }

func (c Commitment) made() bool { return c.Sum != [sha256.Size]byte{} }

// holds reports whether the commitment was made for the value.
func (c Commitment) holds(label, value string) bool {
	return len(c.Salt) == SaltSize && c.Sum == commitment(label, c.Salt, value)
}

// commitment is the SHA-256 of the domain, the label, the salt and the value, the
// two texts each after its length.
func commitment(label string, salt []byte, value string) [sha256.Size]byte {
	bytes := appendText([]byte(valueDomain), label)
	bytes = append(bytes, salt...)
	return sha256.Sum256(appendText(bytes, value))
}

func commit(label, value string, random io.Reader) (Commitment, error) {
	salt := make([]byte, SaltSize)
	if _, err := io.ReadFull(random, salt); err != nil {
		return Commitment{}, err
	}
	return Commitment{Sum: commitment(label, salt, value), Salt: salt}, nil
}

// Sealed is an act as the journal holds it: with the commitments to its personal
// values, and chained to the act before it.
type Sealed struct {
	Act
	OriginSeq  int64        // of a reported act: its number in the history of its poste
	Name       Commitment   // to ByName; none where it is empty
	Values     []Commitment // to the details by their place; none to what is not personal
	Prev, Hash ledger.Hash  // of the act before, and of this one
}

// Seal makes an act a part of the journal after the act of the hash prev; its
// number and, for a reported act, that on its poste are given. Salts come from
// random.
func Seal(a Act, originSeq int64, prev ledger.Hash, random io.Reader) (s Sealed, err error) {
	a.Details = slices.Clone(a.Details)
	s = Sealed{Act: a, OriginSeq: originSeq, Prev: prev, Values: make([]Commitment, len(a.Details))}
	if a.ByName != "" {
		if s.Name, err = commit(nameLabel, a.ByName, random); err != nil {
			return s, err
		}
	}
	for i, d := range a.Details {
		if !d.Personal() {
			continue
		}
		if s.Values[i], err = commit(d.Name, d.Value, random); err != nil {
			return s, err
		}
	}
	s.Hash = s.Sum()
	return s, nil
}

// Sum gives the hash that the act must have: the SHA-256 of the domain, then the
// number, the instant, the identifiers of who did it and of the person concerned,
// the number of the poste, the verb, for a reported act its poste, its number
// there and when it was received, the commitment to the name of who did it, the
// details after their count, and the hash of the act before. A detail is its name
// and either 0 and its value or 1 and the commitment. Integers are 8 bytes
// big-endian, instants Unix seconds (those of the year 1 for none), texts follow
// their length; what is not there is zeros.
func (s *Sealed) Sum() ledger.Hash {
	b := append(make([]byte, 0, 512), actDomain...)
	b = appendInt(b, s.Seq, s.At.Unix())
	b = append(b, s.By[:]...)
	b = append(b, s.Subject[:]...)
	b = appendText(appendInt(b, int64(s.Poste)), string(s.Verb))
	b = append(b, s.Origin[:]...)
	b = appendInt(b, s.OriginSeq, s.Received.Unix())
	b = append(b, s.Name.Sum[:]...)
	b = appendInt(b, int64(len(s.Details)))
	for i, d := range s.Details {
		b = appendText(b, d.Name)
		if d.Personal() {
			b = append(append(b, 1), s.Values[i].Sum[:]...)
		} else {
			b = appendText(append(b, 0), d.Value)
		}
	}
	return sha256.Sum256(append(b, s.Prev[:]...))
}

func appendInt(to []byte, numbers ...int64) []byte {
	for _, n := range numbers {
		to = binary.BigEndian.AppendUint64(to, uint64(n))
	}
	return to
}

func appendText(to []byte, text string) []byte {
	return append(appendInt(to, int64(len(text))), text...)
}

// Erase takes the name of a person who did it and the personal values that
// concern the person out of the act, and says whether there were any. Its hash
// stays what it is. Values about nobody in particular belong to who wrote them;
// names are what else the person is called, wherever they stand.
func (s *Sealed) Erase(person ident.UserID, names ...string) (erased bool) {
	if s.Name.made() && len(s.Name.Salt) > 0 && s.By == person {
		s.ByName, s.NameErased, s.Name.Salt, erased = "", true, nil, true
	}
	owned := s.owner() == person
	for i, d := range s.Details {
		if len(s.Values[i].Salt) > 0 && (owned || slices.Contains(names, d.Value)) {
			s.Details[i].Value, s.Values[i].Salt, erased = "", nil, true
			s.Erased = append(s.Erased, i)
		}
	}
	slices.Sort(s.Erased)
	return erased
}

// owner is whom the personal details of the act concern.
func (a *Act) owner() ident.UserID {
	if a.Subject.IsZero() {
		return a.By
	}
	return a.Subject
}

// IsErased reports whether the detail of a place was erased with the person.
func (a *Act) IsErased(detail int) bool { return slices.Contains(a.Erased, detail) }

// personal are the details that name a person or that people write freely, and
// may do so in. Every other enters the hash of the act as it is, for good.
var personal = map[string]bool{
	"address": true, "authorisation": true, "beneficiary": true, "email": true, "file": true, "first-name": true,
	"job": true, "label": true, "last-name": true, "location": true, "login": true, "name": true, "person": true,
	"phone": true, "reason": true, "recipient": true, "text": true,
}

// Personal reports whether the value is erased with the person whom it concerns.
func (d Detail) Personal() bool { return personal[d.Name] }
