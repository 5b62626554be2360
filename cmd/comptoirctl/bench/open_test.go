package bench

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/comptoir/comptoir/usrfile"
)

// openRow reads one signed file strictly. The reference opens the same signature
// and decodes and encodes the same payload once with the standard library, into
// and from the same type: a reader that refuses other spellings of the same
// content cannot do with less unless it knows JSON better than the standard
// library does. Both have verified the organisation's chain before, as a data
// folder has that pinned it.
var openRow = row{
	name: "open", job: "verify, open and decode a plain .usr of 8 KB, strictly",
	reference: "sign.Open, JSON decode and encode", target: 1.3, rounds: 11,
	prepare: func(b *testing.B) sides {
		o := office(b)
		file, chain, public := person(o, 1), trust(b, o), o.Issuer.Public()
		const times = 200
		each := func(do func() error) func(*testing.B) time.Duration {
			return func(b *testing.B) time.Duration {
				total := timed(b, func() error {
					for range times {
						if err := do(); err != nil {
							return err
						}
					}
					return nil
				})
				return total / times
			}
		}
		b.Logf("%d bytes", len(file))
		return sides{
			ours:      each(func() error { return read(chain, file) }),
			reference: each(func() error { return readBarely(file, public) }),
		}
	},
}

func read(chain *usrfile.Trust, file []byte) error {
	envelope, err := usrfile.Inspect(file)
	if err != nil {
		return err
	}
	message, err := chain.Verify(envelope)
	if err != nil {
		return err
	}
	payload, err := message.Open(usrfile.BoxKey{})
	if err != nil {
		return err
	}
	_, err = usrfile.DecodeUserData(payload)
	return err
}

// payloadAt is where the payload begins in a message.
const payloadAt = 228

func readBarely(file []byte, public [32]byte) error {
	message, err := genuine(file, public)
	if err != nil {
		return err
	}
	var data usrfile.UserData
	if err := json.NewDecoder(bytes.NewReader(message[payloadAt:])).Decode(&data); err != nil {
		return err
	}
	_, err = json.Marshal(data)
	return err
}
