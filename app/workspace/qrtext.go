package workspace

import (
	"context"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// textPrefix begins the text of a QR code that carries a whole file.
const textPrefix = "COMPTOIR:"

// longestText bounds what is decoded: a QR code holds no more than 4 296
// characters of this alphabet (ISO/IEC 18004, version 40-L).
const longestText = 4296

// QRText gives a file as the text of a QR code, in the alphabet that such codes
// hold best (base 45, RFC 9285). A file that is too large for one is
// fault.Invalid.
func QRText(path string) (string, error) {
	file, err := usrfile.ReadFile(path)
	if err != nil {
		return "", readFault(err, path)
	}
	text := textPrefix + encode45(file)
	if len(text) > longestText {
		return "", fault.New(fault.Invalid, "workspace.qr-size", nil)
	}
	return text, nil
}

// ReceiveRequestText takes a request as the text of its QR code, as a telephone
// reads it, and puts it among the tasks.
func (s *Session) ReceiveRequestText(ctx context.Context, text string) (Task, error) {
	text = strings.TrimSpace(text[:min(len(text), 2*longestText)])
	body, found := strings.CutPrefix(text, textPrefix)
	file, ok := decode45(body)
	if !found || !ok || len(text) > longestText {
		return Task{}, fault.New(fault.Invalid, "workspace.qr-text", nil)
	}
	arrival, err := s.w.examine(ctx, s, "QR", exchange.Parcel{File: file})
	if err != nil {
		return Task{}, err
	}
	return s.receive(ctx, arrival)
}

const alphabet45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

// encode45 writes two bytes as three symbols, a last single one as two, each
// number with its least significant symbol first (RFC 9285, 4).
func encode45(b []byte) string {
	var text strings.Builder
	for ; len(b) >= 2; b = b[2:] {
		n := int(b[0])<<8 | int(b[1])
		text.WriteByte(alphabet45[n%45])
		text.WriteByte(alphabet45[n/45%45])
		text.WriteByte(alphabet45[n/45/45])
	}
	if len(b) == 1 {
		text.WriteByte(alphabet45[b[0]%45])
		text.WriteByte(alphabet45[b[0]/45])
	}
	return text.String()
}

// decode45 undoes encode45 and reports whether the text was well-formed.
func decode45(text string) (b []byte, ok bool) {
	for len(text) > 0 {
		symbols := text[:min(3, len(text))]
		text = text[len(symbols):]
		n, weight := 0, 1
		for i := range len(symbols) {
			value := strings.IndexByte(alphabet45, symbols[i])
			if value < 0 {
				return nil, false
			}
			n, weight = n+value*weight, weight*45
		}
		switch {
		case len(symbols) == 3 && n <= 0xFFFF:
			b = append(b, byte(n>>8), byte(n))
		case len(symbols) == 2 && n <= 0xFF:
			b = append(b, byte(n))
		default:
			return nil, false
		}
	}
	return b, true
}
