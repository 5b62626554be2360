package record

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Make makes the record of this poste, sealed to head office, and remembers it.
// A poste that is not registered is fault.Conflict. version is the program's.
func Make(s Store, from exchange.Sender, file ident.FileID, random io.Reader, version string, clock exchange.Clock) (exchange.Outgoing, error) {
	poste, err := registered(s)
	if err != nil {
		return exchange.Outgoing{}, err
	}
	report, err := collect(s, poste, version, clock)
	if err != nil {
		return exchange.Outgoing{}, err
	}
	payload, err := usrfile.EncodeRecordData(usrfile.RecordData{Report: report})
	if err != nil {
		return exchange.Outgoing{}, exchange.AsFault(err)
	}
	now := clock.Now()
	m := usrfile.Message{Kind: usrfile.KindRecord, FileID: uuid.UUID(file), Mode: usrfile.Sealed, Payload: payload}
	data, digest, err := from.Sign(s, m, random, now)
	if err != nil {
		return exchange.Outgoing{}, err
	}
	contents, err := contentsOf(report)
	if err != nil {
		return exchange.Outgoing{}, err
	}
	made := receipt.Made{
		Digest: digest, After: report.After, Seq: report.After + int64(len(report.Acts)), Applied: len(report.Applied),
		At: now, Contents: contents,
	}
	return exchange.Outgoing{Name: name(poste, now), Data: data}, s.SaveMade(made)
}

func name(poste directory.Poste, now time.Time) string {
	return fmt.Sprintf("releve_poste-%d_%s%s", poste.Number, now.Format("2006-01-02_150405"), usrfile.KindRecord.Extension())
}

// Pending reports whether head office does not know yet what the newest record
// did not say: something new has happened, or did not fit. A poste that is not
// registered has nothing pending.
func Pending(s Store, version string, clock exchange.Clock) (bool, error) {
	poste, err := registered(s)
	if kind, _ := fault.KindOf(err); kind == fault.Conflict || kind == fault.Missing {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	last, err := s.LastMade()
	if kind, _ := fault.KindOf(err); kind == fault.Missing {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	report, err := collect(s, poste, version, clock)
	if err != nil {
		return false, err
	}
	contents, err := contentsOf(report)
	if err != nil || contents != last.Contents {
		return err == nil, err
	}
	known, err := s.Acknowledged()
	return known.Digest == last.Digest && known.Seq < report.LastSeq, err
}

// contentsOf gives a digest of what a report tells that is worth a new record:
// not its time, and not how much is told again.
func contentsOf(r *usrfile.Report) ([32]byte, error) {
	told := *r
	told.Previous, told.After, told.Acts = usrfile.Bytes32{}, 0, nil
	told.Clock.System, told.Clock.Trusted = 0, 0
	told.Books = make(usrfile.List[usrfile.Trail], len(r.Books))
	for i, t := range r.Books {
		t.Entries = nil
		told.Books[i] = t
	}
	content, err := json.Marshal(told)
	if err != nil {
		return [32]byte{}, fmt.Errorf("encoding a report: %w", err)
	}
	return sha256.Sum256(content), nil
}
