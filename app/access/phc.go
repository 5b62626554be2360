package access

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strconv"

	"golang.org/x/crypto/argon2"

	"github.com/comptoir/comptoir/app/fault"
)

// phc is a stored password hash in the PHC string format,
// "$argon2id$v=19$m=65536,t=3,p=4$salt$hash" with unpadded base64.
type phc struct {
	effort Effort
	salt   Salt
	key    [hashLen]byte
}

func (p phc) String() string {
	encode := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version, p.effort.MemoryKiB, p.effort.Passes, p.effort.Lanes, encode(p.salt[:]), encode(p.key[:]))
}

var phcForm = regexp.MustCompile(`^\$argon2id\$v=19\$m=([0-9]{1,9}),t=([0-9]{1,4}),p=([0-9]{1,3})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$`)

// parsePHC accepts only what String writes, of a bearable effort; anything else
// is fault.Forged.
func parsePHC(text string) (p phc, err error) {
	damaged := fault.New(fault.Forged, "access.damaged", nil)
	fields := phcForm.FindStringSubmatch(text)
	if fields == nil {
		return phc{}, damaged
	}
	p.effort = Effort{uint32(number(fields[1])), uint32(number(fields[2])), uint8(min(number(fields[3]), 255))}
	_, saltErr := base64.RawStdEncoding.Decode(p.salt[:], []byte(fields[4]))
	_, keyErr := base64.RawStdEncoding.Decode(p.key[:], []byte(fields[5]))
	if saltErr != nil || keyErr != nil || !p.effort.Bearable() || p.String() != text {
		return phc{}, damaged
	}
	return p, nil
}

// number reads at most nine digits, which the form has checked.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
