package usrfile_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// Splicing, reordering and cutting links of genuine chains.
func TestMixedChainsAreRefused(t *testing.T) {
	one := newChain(t, firstLink(), rootKey)
	two, err := one.Extend(nextLink(firstLink(), nil), rootKey)
	must(t, two, err)
	three, err := two.Extend(nextLink(two.Links()[1], nil), rootKey)
	must(t, three, err)
	links := wireLinks(t, three)
	tests := []struct {
		name  string
		links []json.RawMessage
		want  usrfile.Reason
	}{
		{"as it is", links, ""},
		{"beginning cut off", links[1:], ""}, // rests on what is pinned
		{"end cut off", links[:2], ""},       // an older chain: Extends tells
		{"middle left out", []json.RawMessage{links[0], links[2]}, usrfile.ErrChainGap},
		{"out of order", []json.RawMessage{links[1], links[0]}, usrfile.ErrChainGap},
		{"a link twice", []json.RawMessage{links[0], links[0]}, usrfile.ErrChainGap},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			chain, err := usrfile.DecodeChain(wireChain(t, test.links))
			must(t, chain, err)
			_, err = chain.Verify()
			wants(t, err, test.want)
		})
	}
	_, err = usrfile.Chain{}.Verify()
	refused(t, err, usrfile.ErrChainLink)
}

func wireLinks(t testing.TB, c usrfile.Chain) []json.RawMessage {
	t.Helper()
	var wire struct{ Links []json.RawMessage }
	must(t, wire, json.Unmarshal(usrfile.EncodeChain(c), &wire))
	return wire.Links
}

func wireChain(t testing.TB, links []json.RawMessage) []byte {
	t.Helper()
	payload := append([]byte(`{"links":[`), bytes.Join(rawBytes(links), []byte(","))...)
	return append(payload, "]}"...)
}

func rawBytes(raw []json.RawMessage) (all [][]byte) {
	for _, r := range raw {
		all = append(all, r)
	}
	return all
}

func TestAChangedLinkIsRefused(t *testing.T) {
	payload := usrfile.EncodeChain(newChain(t, firstLink(), rootKey))
	for from, to := range map[string]string{
		`"usr","rep"`: `"usr","rep","rec"`, `"threshold":1`: `"threshold":01`, `"revoked":false`: `"revoked":true`,
		`"epoch":1,"distrust_from"`: `"epoch":2,"distrust_from"`,
	} {
		changed := bytes.Replace(payload, []byte(from), []byte(to), 1)
		if bytes.Equal(changed, payload) {
			t.Fatalf("%s is not in the chain", from)
		}
		chain, err := usrfile.DecodeChain(changed)
		if err == nil {
			_, err = chain.Verify()
			refused(t, err, usrfile.ErrChainSigner)
			continue
		}
		refused(t, err, usrfile.ErrPayload)
	}
}
