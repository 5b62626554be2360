package workspace

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

func TestBase45AgreesWithTheStandard(t *testing.T) {
	for plain, text := range map[string]string{ // RFC 9285, 4.3 and 4.4
		"AB": "BB8", "Hello!!": "%69 VD92EX0", "base-45": "UJCLQE7W581", "ietf!": "QED8WEX0", "": "",
	} {
		if got := encode45([]byte(plain)); got != text {
			t.Errorf("encode45(%q) = %q, want %q", plain, got, text)
		}
		if got, ok := decode45(text); !ok || string(got) != plain {
			t.Errorf("decode45(%q) = %q, %v", text, got, ok)
		}
	}
	for _, bad := range []string{"A", "GGW", ":::", "é", "bb8", "BB8A", "::"} {
		if got, ok := decode45(bad); ok {
			t.Errorf("decode45(%q) = %q", bad, got)
		}
	}
}

func TestBase45RoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(t, "bytes")
		if got, ok := decode45(encode45(b)); !ok || !bytes.Equal(got, b) {
			t.Errorf("%x comes back as %x, %v", b, got, ok)
		}
	})
}
