package usrfile_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// readByWriting is the definition of the strict reader: what the standard library
// reads is taken when it would be written with the same bytes.
func readByWriting(b []byte, v any) bool {
	if usrfile.CheckJSON(b, usrfile.MaxPayload) != nil {
		return false
	}
	decoder := json.NewDecoder(bytes.NewReader(b))
	decoder.DisallowUnknownFields()
	if decoder.Decode(v) != nil {
		return false
	}
	again, err := usrfile.EncodeJSON(v)
	return err == nil && bytes.Equal(again, b)
}

// agree holds the strict reader against its definition.
func agree[P any](t *testing.T, payload []byte) {
	t.Helper()
	var strict, defined P
	err := usrfile.Unmarshal(payload, &strict)
	if taken := readByWriting(payload, &defined); taken != (err == nil) {
		t.Fatalf("%s\ntaken by definition: %v; read strictly: %v", payload, taken, err)
	}
	if err == nil && !reflect.DeepEqual(strict, defined) {
		t.Fatalf("%s\nread as %+v\nnot as %+v", payload, strict, defined)
	}
}

// kinds is a payload of every kind of value that payloads have.
type kinds struct {
	Text    string                       `json:"text"`
	Words   usrfile.List[string]         `json:"words"`
	Yes     bool                         `json:"yes"`
	Small   uint32                       `json:"small"`
	Large   int64                        `json:"large"`
	Pointer *usrfile.Head                `json:"pointer"`
	List    usrfile.List[usrfile.Person] `json:"list"`
	Digest  usrfile.Bytes32              `json:"digest"`
	Kinds   usrfile.List[usrfile.Kind]   `json:"kinds"`
	Raw     json.RawMessage              `json:"raw"`
	usrfile.Company
	Chain usrfile.Chain `json:"chain"`
}

func TestTheStrictReaderTakesWhatWouldBeWritten(t *testing.T) {
	full := kinds{
		Text: `é "quoted" \ back`, Words: usrfile.List[string]{"", `\"`}, Yes: true, Small: 1<<32 - 1, Large: -1 << 63, Pointer: &usrfile.Head{Seq: 1},
		List: usrfile.List[usrfile.Person]{{FirstName: "Awa"}, {LastName: "Diop"}}, Digest: usrfile.Bytes32{1}, Kinds: usrfile.List[usrfile.Kind]{1, 2},
		Raw: json.RawMessage(`{"a":[null,-0]}`), Company: usrfile.Company{Place: "Kolda"}, Chain: newChain(t, firstLink(), rootKey),
	}
	for _, k := range []kinds{full, {Raw: json.RawMessage("null")}} {
		payload, err := usrfile.EncodeJSON(k)
		must(t, payload, err)
		var read kinds
		if err := usrfile.Unmarshal(payload, &read); err != nil {
			t.Errorf("%s: %v", payload, err)
		}
		agree[kinds](t, payload)
		for _, change := range [][2]string{
			{`"small":`, `"Small":`}, {`"yes":`, `"yes":false,"yes":`}, {`"small":4294967295`, `"small":4294967296`}, {`"small":4`, `"small":-4`},
			{`"large":-9`, `"large":-09`}, {`"small":0`, `"small":-0`}, {`"pointer":null`, `"pointer":{}`}, {`"list":[]`, `"list":null`},
			{`"words":[]`, `"words":[null]`}, {`"digest":"01`, `"digest":"0A`}, {`"kinds":["usr"`, `"kinds":["usr",`}, {`"kinds":["usr"`, `"kinds":["USR"`},
			{`"text":"`, `"text":null,"text":"`}, {`"text":"é`, `"text":"\u00e9`}, {`"yes":true`, `"yes":null`}, {`"yes":true`, `"yes":1`},
			{`"text":`, `"more":1,"text":`}, {`"chain":null`, `"chain":{}`}, {`"chain":null`, `"chain":0`}, {`{"text"`, ` {"text"`}, {`"raw":null`, `"raw":0`},
			{`,"chain":null}`, `}`}, {`"place":"Kolda",`, ``}, {`"text":""`, `"text":0`}, {`"large":0`, `"large":"0"`}, {`"list":[]`, `"list":[{}]`},
		} {
			if changed := strings.Replace(string(payload), change[0], change[1], 1); changed != string(payload) {
				agree[kinds](t, []byte(changed))
			}
		}
	}
}

// Whatever arrives, the strict reader takes what its definition takes.
func FuzzStrict(f *testing.F) {
	user := userPayload(f)
	report, err := usrfile.EncodeRecordData(usrfile.RecordData{Report: sampleReport()})
	must(f, report, err)
	chain := usrfile.EncodeChain(newChain(f, firstLink(), rootKey))
	f.Add(uint16(0), uint16(0), []byte(nil))
	f.Add(uint16(bytes.Index(user, []byte("Vive"))), uint16(4), []byte(`\"\\é`))
	f.Add(uint16(bytes.Index(user, []byte(`"chain"`))), uint16(10_000), []byte(`"chain":null}`))
	f.Add(uint16(bytes.Index(user, []byte(`"revision":`))+11), uint16(1), []byte(`-0`))
	f.Add(uint16(bytes.Index(user, []byte(`"roles":[`))+9), uint16(0), []byte(`null,`))
	f.Fuzz(func(t *testing.T, at, cut uint16, insert []byte) {
		agree[usrfile.UserData](t, splice(user, at, cut, insert))
		agree[usrfile.RecordData](t, splice(report, at, cut, insert))
		agree[kinds](t, splice(chain, at, cut, insert))
	})
}
