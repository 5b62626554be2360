package access

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // RFC 6238 as authenticator applications know it; HMAC needs no collision resistance
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"
)

// The only variant that every authenticator application understands: six digits,
// a step of thirty seconds, HMAC-SHA-1 over a secret of 160 bits (RFC 4226,
// section 4, R6).
const (
	otpDigits   = 6
	otpStep     = 30 // seconds
	otpSecret   = 20 // bytes
	otpModulus  = 1_000_000
	otpWindow   = 1  // steps to either side (RFC 6238, section 5.2)
	otpStranger = 20 // steps that clocks may be apart at enrolment: ten minutes
)

// OTPSecret is what a person's authenticator application and this poste share.
// It shows itself to nobody by mistake.
type OTPSecret [otpSecret]byte

// String hides the secret.
func (OTPSecret) String() string { return "(secret)" }

// Format hides the secret from every verb.
func (OTPSecret) Format(s fmt.State, _ rune) { _, _ = s.Write([]byte("(secret)")) }

// MarshalText hides the secret from JSON and logs.
func (OTPSecret) MarshalText() ([]byte, error) { return []byte("(secret)"), nil }

// Typed gives the secret for people to type into an application: base32 in
// groups of four.
func (s OTPSecret) Typed() string {
	var groups []string
	for group := range slices.Chunk([]byte(encodeBase32(s)), 4) {
		groups = append(groups, string(group))
	}
	return strings.Join(groups, " ")
}

// URI gives what the QR code of an enrolment says to an application, in the
// form that Google Authenticator introduced and all others read. Issuer and
// account are shown there.
func (s OTPSecret) URI(issuer, account string) string {
	issuer = strings.ReplaceAll(issuer, ":", " ")
	label := escape(issuer) + ":" + escape(account)
	return fmt.Sprintf("otpauth://totp/%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d",
		label, encodeBase32(s), escape(issuer), otpDigits, otpStep)
}

// escape writes a text as a part of a URI (RFC 3986, section 2.1). The package
// net/url is no part of a rule of the trade.
func escape(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~@", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}

func encodeBase32(s OTPSecret) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(s[:])
}

// stepAt gives the number of the step that an instant lies in (RFC 6238, section
// 4.2). Before 1970 there is none.
func stepAt(at time.Time) int64 { return max(at.Unix(), 0) / otpStep }

// hotp gives the code of a counter (RFC 4226, section 5.3).
func hotp(secret []byte, counter uint64) int {
	mac := hmac.New(sha1.New, secret)
	_, _ = mac.Write(binary.BigEndian.AppendUint64(nil, counter))
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 0xf
	return int(binary.BigEndian.Uint32(sum[at:])&0x7fffffff) % otpModulus
}

// parseOTP reads six digits, however people group them.
func parseOTP(typed string) (code int, ok bool) {
	digits := strings.NewReplacer(" ", "", "-", "", "\u00a0", "", "\u202f", "").Replace(typed)
	if len(digits) != otpDigits {
		return 0, false
	}
	for _, d := range []byte(digits) {
		if d < '0' || d > '9' {
			return 0, false
		}
		code = 10*code + int(d-'0')
	}
	return code, true
}

// match looks for the step of a code around one or two middles, within so many
// steps, later than a step that was used before. It takes the same time whatever
// it finds.
func (s OTPSecret) match(code int, used int64, within int64, middles ...int64) (step int64, found bool) {
	for _, middle := range middles {
		for at := middle - within; at <= middle+within; at++ {
			right := subtle.ConstantTimeEq(int32(hotp(s[:], uint64(max(at, 0)))), int32(code)) == 1
			if right && at > used && !found {
				step, found = at, true
			}
		}
	}
	return step, found
}
