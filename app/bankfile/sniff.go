package bankfile

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/comptoir/comptoir/app/fault"
)

// sniffBytes is how much of a file is looked at to know its format.
const sniffBytes = 4096

// Sniff tells the format of a file by its first bytes, whatever its name; "" for
// what is no text at all.
func Sniff(content []byte) Format {
	head := content[:min(len(content), sniffBytes)]
	text, err := decodeText(trimRune(head))
	if err != nil || strings.ContainsRune(text, 0) {
		return ""
	}
	text = strings.ToUpper(strings.TrimSpace(text))
	switch {
	case text == "":
		return ""
	case strings.HasPrefix(text, "OFXHEADER") || strings.Contains(text, "<OFX>") || strings.Contains(text, "<?OFX"):
		return OFX
	case strings.HasPrefix(text, "<"):
		return CAMT
	case strings.HasPrefix(text, "!") && !strings.ContainsAny(firstLine(text), ";,\t"):
		return QIF
	}
	return CSV
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// trimRune takes off the beginning of a character that was cut at the end.
func trimRune(head []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(head); n++ {
		if b := head[len(head)-n]; utf8.RuneStart(b) {
			if b >= utf8.RuneSelf && !utf8.FullRune(head[len(head)-n:]) {
				return head[:len(head)-n]
			}
			break
		}
	}
	return head
}

// decodeText gives text in UTF-8, with or without its mark, UTF-16 with its mark,
// or else Windows-1252, which banks and Excel write where they say nothing.
func decodeText(content []byte) (string, error) {
	switch {
	case bytes.HasPrefix(content, []byte("\xef\xbb\xbf")):
		content = content[3:]
	case bytes.HasPrefix(content, []byte("\xff\xfe")), bytes.HasPrefix(content, []byte("\xfe\xff")):
		return decodeWith(unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM), content)
	}
	if utf8.Valid(content) {
		return string(content), nil
	}
	return decodeWith(charmap.Windows1252, content)
}

func decodeWith(e encoding.Encoding, content []byte) (string, error) {
	text, err := e.NewDecoder().Bytes(content)
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "bankfile.unreadable", nil)
	}
	return string(text), nil
}

// charsets are the encodings that files may name, in small letters.
var charsets = map[string]encoding.Encoding{
	"utf-8": encoding.Nop, "utf8": encoding.Nop, "us-ascii": encoding.Nop, "ascii": encoding.Nop, "usascii": encoding.Nop,
	"iso-8859-1": charmap.ISO8859_1, "8859-1": charmap.ISO8859_1, "latin1": charmap.ISO8859_1,
	"iso-8859-15": charmap.ISO8859_15, "8859-15": charmap.ISO8859_15,
	"windows-1252": charmap.Windows1252, "1252": charmap.Windows1252, "cp1252": charmap.Windows1252,
	"windows-1250": charmap.Windows1250, "1250": charmap.Windows1250,
}

// clean gives a text on one line, without control characters, cut to what is
// kept.
func clean(parts ...string) string {
	var kept []string
	for _, part := range parts {
		if words := strings.Fields(strings.Map(printable, part)); len(words) > 0 {
			kept = append(kept, strings.Join(words, " "))
		}
	}
	text := []rune(strings.Join(kept, " "))
	return strings.TrimSpace(string(text[:min(len(text), TextMost)]))
}

// printable turns what cannot be shown, and what turns the direction of writing,
// into a space.
func printable(r rune) rune {
	if r < ' ' || r == 0x7f || r == utf8.RuneError || r >= 0x200b && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
		return ' '
	}
	return r
}

// compact gives an account or reference without spaces.
func compact(text string) string { return strings.ReplaceAll(clean(text), " ", "") }
