package usrfile_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"golang.org/x/crypto/nacl/sign"

	"github.com/comptoir/comptoir/usrfile"
)

// named wants every refusal to be one of ours.
func named(t *testing.T, err error) {
	t.Helper()
	var ours *usrfile.Error
	if !errors.As(err, &ours) {
		t.Fatalf("refused without a name: %v", err)
	}
}

// splice changes one place of a genuine file: small inputs reach far into
// formats that refuse nearly everything.
func splice(genuine []byte, at, cut uint16, insert []byte) []byte {
	from := min(int(at), len(genuine))
	to := min(from+int(cut), len(genuine))
	return append(append(bytes.Clone(genuine[:from]), insert...), genuine[to:]...)
}

// Nothing but what was signed is taken.
func FuzzEnvelope(f *testing.F) {
	files := genuineFiles(f)
	for which, g := range files {
		f.Add(uint8(which), uint16(0), uint16(len(g.file)), g.file[:24])
		f.Add(uint8(which), uint16(90), uint16(1), []byte{1})
	}
	f.Fuzz(func(t *testing.T, which uint8, at, cut uint16, insert []byte) {
		g := files[int(which)%len(files)]
		file := splice(g.file, at, cut, insert)
		if e, err := usrfile.Inspect(file); err == nil {
			e.Unverified()
		}
		if err := g.take(file); err != nil {
			named(t, err)
		} else if !bytes.Equal(file, g.file) {
			t.Fatal("took a file that nobody signed")
		}
	})
}

// Whatever message a signer may make up: what is taken has one spelling.
func FuzzMessage(f *testing.F) {
	for _, kind := range allKinds {
		file := encode(f, base(kind), issuerKey)
		f.Add(file[:24], file[88:])
	}
	private := (*[64]byte)(append(seedOf(issuerKey), publicOf(issuerKey)...))
	f.Fuzz(func(t *testing.T, header, message []byte) {
		file := sign.Sign(bytes.Clone(header), message, private)
		e, err := usrfile.Inspect(file)
		if err != nil {
			named(t, err)
			return
		}
		m, err := e.Verify(issuerKey.Public())
		if err != nil {
			named(t, err)
			return
		}
		if !bytes.Equal(usrfile.MessageBytes(m, header), message) {
			t.Fatal("the message has a second spelling")
		}
		if _, err := m.Open(posteBox); err != nil {
			named(t, err)
		}
	})
}

func publicOf(key usrfile.SigningKey) []byte {
	p := key.Public()
	return p[:]
}

// roundTrip checks the invariant of every payload: what decodes encodes to the
// same bytes.
func roundTrip[P any](t *testing.T, payload []byte, decode func([]byte) (P, error), encode func(P) ([]byte, error)) {
	t.Helper()
	value, err := decode(payload)
	if err != nil {
		named(t, err)
		return
	}
	again, err := encode(value)
	if err != nil {
		t.Fatalf("read but not written: %v", err)
	}
	if !bytes.Equal(again, payload) {
		t.Fatalf("read %s\nwrote %s", payload, again)
	}
}

func FuzzUserData(f *testing.F) {
	genuine := userPayload(f)
	f.Add(uint16(0), uint16(0), []byte(nil))
	f.Add(uint16(bytes.Index(genuine, []byte("Vive"))), uint16(4), []byte(`\"\\é`))
	f.Add(uint16(bytes.Index(genuine, []byte(`"chain"`))), uint16(10_000), []byte(`"chain":null}`))
	f.Fuzz(func(t *testing.T, at, cut uint16, insert []byte) {
		roundTrip(t, splice(genuine, at, cut, insert), usrfile.DecodeUserData, usrfile.EncodeUserData)
	})
}

func FuzzRegistration(f *testing.F) {
	request, err := usrfile.EncodeRequestData(sampleRequest())
	must(f, request, err)
	reply, err := usrfile.EncodeReplyData(sampleReply([32]byte{1}))
	must(f, reply, err)
	f.Add(uint16(0), uint16(0), []byte(nil))
	f.Add(uint16(bytes.Index(request, []byte("Kolda"))), uint16(5), []byte("Vélingara"))
	f.Add(uint16(bytes.Index(reply, []byte("Kolda"))), uint16(5), []byte("Vélingara"))
	f.Fuzz(func(t *testing.T, at, cut uint16, insert []byte) {
		roundTrip(t, splice(request, at, cut, insert), usrfile.DecodeRequestData, usrfile.EncodeRequestData)
		roundTrip(t, splice(reply, at, cut, insert), usrfile.DecodeReplyData, usrfile.EncodeReplyData)
	})
}

func FuzzRecord(f *testing.F) {
	report, err := usrfile.EncodeRecordData(usrfile.RecordData{Report: sampleReport()})
	must(f, report, err)
	acknowledged, err := usrfile.EncodeRecordData(usrfile.RecordData{Acknowledged: sampleAcknowledged()})
	must(f, acknowledged, err)
	received, err := usrfile.EncodeRecordData(usrfile.RecordData{Received: sampleReceipt()})
	must(f, received, err)
	journal, err := usrfile.EncodeRecordData(usrfile.RecordData{Journal: sampleJournalHandover()})
	must(f, journal, err)
	f.Add(uint16(0), uint16(0), []byte(nil))
	f.Add(uint16(bytes.Index(report, []byte("Awa Diop"))), uint16(8), []byte(`Moussa \"Ba\"`))
	f.Add(uint16(bytes.Index(report, []byte(`"last_seq":2`))), uint16(12), []byte(`"last_seq":1`))
	f.Fuzz(func(t *testing.T, at, cut uint16, insert []byte) {
		roundTrip(t, splice(report, at, cut, insert), usrfile.DecodeRecordData, usrfile.EncodeRecordData)
		roundTrip(t, splice(acknowledged, at, cut, insert), usrfile.DecodeRecordData, usrfile.EncodeRecordData)
		roundTrip(t, splice(journal, at, cut, insert), usrfile.DecodeRecordData, usrfile.EncodeRecordData)
		roundTrip(t, splice(received, at, cut, insert), usrfile.DecodeRecordData, usrfile.EncodeRecordData)
	})
}

func FuzzClosing(f *testing.F) {
	closing, err := usrfile.EncodeClosingData(sampleClosing())
	must(f, closing, err)
	f.Add(uint16(0), uint16(0), []byte(nil))
	f.Add(uint16(bytes.Index(closing, []byte("Carburant"))), uint16(9), []byte(`"Gasoil"`))
	f.Add(uint16(bytes.Index(closing, []byte(`"part":2`))), uint16(8), []byte(`"part":1`))
	f.Fuzz(func(t *testing.T, at, cut uint16, insert []byte) {
		roundTrip(t, splice(closing, at, cut, insert), usrfile.DecodeClosingData, usrfile.EncodeClosingData)
	})
}

func FuzzCleanText(f *testing.F) {
	f.Add("Awa\x00\u202eDiop")
	f.Add(strings.Repeat("\\", 5000))
	f.Add("e\u0301\xff")
	f.Fuzz(func(t *testing.T, text string) {
		r := sampleReport()
		r.Acts[0].ByName = usrfile.CleanText(text)
		if _, err := usrfile.EncodeRecordData(usrfile.RecordData{Report: r}); err != nil {
			t.Fatalf("%q became %q: %v", text, r.Acts[0].ByName, err)
		}
	})
}

func FuzzChain(f *testing.F) {
	chains := grow(f, 2)
	genuine := usrfile.EncodeChain(chains[1])
	links := wireLinks(f, chains[1])
	f.Add(uint16(0), uint16(0), []byte(nil))
	f.Add(uint16(len(`{"links":[`)+len(links[0])), uint16(len(links[1])+1), []byte(nil)) // the first link alone
	f.Add(uint16(bytes.Index(genuine, []byte(`"epoch":1`))), uint16(9), []byte(`"epoch":2`))
	f.Fuzz(func(t *testing.T, at, cut uint16, insert []byte) {
		payload := splice(genuine, at, cut, insert)
		chain, err := usrfile.DecodeChain(payload)
		if err != nil {
			named(t, err)
			return
		}
		if !bytes.Equal(usrfile.EncodeChain(chain), payload) {
			t.Fatal("encoded again it differs")
		}
		if _, err := chain.Verify(); err != nil {
			named(t, err)
		} else if !chains[1].Extends(chain) {
			t.Fatal("trusts a link that no root signed")
		}
	})
}

// What our scanner passes is JSON to everybody else, too.
func FuzzCanonicalJSON(f *testing.F) {
	f.Add(userPayload(f))
	for _, text := range []string{`{"a":[1,-2,true,false,null,"\"\\é"]}`, "[[]]", `""`, "0", "-0", "01", `"\u0041"`, "{} "} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := usrfile.CheckJSON(b, 4<<20); err != nil {
			named(t, err)
			return
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, b); err != nil {
			t.Fatalf("passed what is not JSON: %v", err)
		}
		if !bytes.Equal(compact.Bytes(), b) {
			t.Fatal("passed whitespace")
		}
	})
}

func FuzzCode(f *testing.F) {
	f.Add("0123-4567-89AB-CDEF")
	f.Add("oil3 4567 89ab cdef")
	f.Add(verified(f, newChain(f, firstLink(), rootKey)).Fingerprint().String())
	f.Fuzz(func(t *testing.T, text string) {
		if read, err := usrfile.ParseActivationCode(text); err != nil {
			named(t, err)
		} else if again, err := usrfile.ParseActivationCode(read.String()); err != nil || again != read {
			t.Fatalf("%q read as %s, then as %s, %v", text, read, again, err)
		}
		if read, err := usrfile.ParseFingerprint(text); err != nil {
			named(t, err)
		} else if again, err := usrfile.ParseFingerprint(read.String()); err != nil || again != read {
			t.Fatalf("%q read as %s, then as %s, %v", text, read, again, err)
		}
	})
}
