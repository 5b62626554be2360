package access

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

var rfcSecret = OTPSecret([]byte("12345678901234567890"))

// RFC 4226, appendix D.
func TestHOTPGivesTheAnswersOfTheStandard(t *testing.T) {
	for counter, want := range []int{755224, 287082, 359152, 969429, 338314, 254676, 287922, 162583, 399871, 520489} {
		if got := hotp(rfcSecret[:], uint64(counter)); got != want {
			t.Errorf("counter %d gives %06d, want %06d", counter, got, want)
		}
	}
}

// RFC 6238, appendix B, SHA-1: the last six of the eight digits.
func TestTOTPGivesTheAnswersOfTheStandard(t *testing.T) {
	for seconds, want := range map[int64]int{
		59: 287082, 1111111109: 81804, 1111111111: 50471, 1234567890: 5924, 2000000000: 279037, 20000000000: 353130,
	} {
		if got := hotp(rfcSecret[:], uint64(stepAt(time.Unix(seconds, 0)))); got != want {
			t.Errorf("at %d: %06d, want %06d", seconds, got, want)
		}
	}
}

func TestBefore1970IsTheFirstStep(t *testing.T) {
	if got := stepAt(time.Unix(-61, 0)); got != 0 {
		t.Errorf("step %d", got)
	}
}

func TestParseOTP(t *testing.T) {
	for typed, want := range map[string]int{
		"287082": 287082, "000000": 0, "081 804": 81804, " 005924 ": 5924, "005-924": 5924, "050\u202f471": 50471,
	} {
		if got, ok := parseOTP(typed); !ok || got != want {
			t.Errorf("%q is %d, %v", typed, got, ok)
		}
	}
	for _, typed := range []string{"", "28708", "2870821", "28708a", "２８７０８２", "-87082", "+28708", "28708\n"} {
		if got, ok := parseOTP(typed); ok {
			t.Errorf("%q is read as %d", typed, got)
		}
	}
}

func TestTheSecretAsPeopleAndApplicationsReadIt(t *testing.T) {
	if got := rfcSecret.Typed(); got != "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ" {
		t.Errorf("typed %s", got)
	}
	want := "otpauth://totp/Eau%20Vive%20%20Kolda:awa%2Bcaisse@eauvive.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Eau%20Vive%20%20Kolda&algorithm=SHA1&digits=6&period=30"
	if got := rfcSecret.URI("Eau Vive: Kolda", "awa+caisse@eauvive.example"); got != want {
		t.Errorf("URI %s\nwant %s", got, want)
	}
}

func TestTheSecretShowsItselfToNobody(t *testing.T) {
	encoded, err := json.Marshal(map[string]any{"secret": rfcSecret})
	if err != nil || strings.Contains(string(encoded), "1234") || strings.Contains(string(encoded), "49") {
		t.Errorf("%s, %v", encoded, err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d"} {
		if got := fmt.Sprintf(verb, rfcSecret); got != "(secret)" {
			t.Errorf("%s gives %s", verb, got)
		}
	}
}
