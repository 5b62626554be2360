package usrfile

import (
	"encoding/base64"
	"slices"
)

// Logo is a PNG or JPEG in base64 (RFC 4648, with padding), cut into parts of
// logoPart bytes, since a text has a limit; empty for none.
type Logo = List[string]

// MaxLogo bounds a logo in bytes.
const MaxLogo = 12 << 10

const logoPart = 3000 // bytes, 4 000 in base64

// NewLogo cuts the bytes of a picture.
func NewLogo(picture []byte) Logo {
	var l Logo
	for part := range slices.Chunk(picture, logoPart) {
		l = append(l, base64.StdEncoding.EncodeToString(part))
	}
	return l
}

// LogoBytes puts the parts together again; nil for what NewLogo would not make.
func LogoBytes(l Logo) []byte {
	var picture []byte
	for _, part := range l {
		b, err := base64.StdEncoding.Strict().DecodeString(part)
		if err != nil || len(picture)+len(b) > MaxLogo {
			return nil
		}
		picture = append(picture, b...)
	}
	if !slices.Equal(NewLogo(picture), l) {
		return nil
	}
	return picture
}
