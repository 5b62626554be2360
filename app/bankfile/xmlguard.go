package bankfile

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// Bounds of an XML file.
const (
	depthMost    = 40
	elementsMost = 2_000_000
	tagMost      = 64 << 10 // bytes
)

// guard hands on the tokens of an XML file and refuses what statements have no
// use for and attacks have: document type definitions, endless depth.
type guard struct {
	inner           *xml.Decoder
	depth, elements int
	movements       int // elements that tell one
}

// checkTags refuses a file with a tag of any length: a decoder keeps all attributes
// of one, however many they are.
func checkTags(content []byte) error {
	for rest := content; ; {
		begin := bytes.IndexByte(rest, '<')
		if begin < 0 {
			return nil
		}
		rest = rest[begin:]
		end := bytes.IndexByte(rest[:min(len(rest), tagMost)], '>')
		if end < 0 {
			if len(rest) < tagMost {
				return nil // the decoder will say where it ends
			}
			return fault.New(fault.Invalid, "bankfile.depth", nil)
		}
		rest = rest[end:]
	}
}

// newXML gives a decoder over the file. Of its places line tells.
func newXML(content []byte) (outer *xml.Decoder, line func() int) {
	g := &guard{inner: xml.NewDecoder(bytes.NewReader(content))}
	g.inner.CharsetReader = charsetReader
	return xml.NewTokenDecoder(g), func() int {
		n, _ := g.inner.InputPos()
		return n
	}
}

// Token implements xml.TokenReader. Tokens are raw: names and the matching of
// ends are the outer decoder's part.
func (g *guard) Token() (xml.Token, error) {
	token, err := g.inner.RawToken()
	switch token := token.(type) {
	case xml.Directive:
		return nil, fault.New(fault.Invalid, "bankfile.doctype", nil)
	case xml.StartElement:
		g.depth++
		g.elements++
		if g.depth > depthMost || g.elements > elementsMost {
			return nil, fault.New(fault.Invalid, "bankfile.depth", nil)
		}
		if token.Name.Local == "TxDtls" {
			if g.movements++; g.movements > LinesMost {
				return nil, tooMany("lines", LinesMost)
			}
		}
	case xml.EndElement:
		g.depth--
	}
	return token, err
}

func charsetReader(name string, in io.Reader) (io.Reader, error) {
	e, known := charsets[strings.ToLower(name)]
	if !known {
		return nil, fault.New(fault.Invalid, "bankfile.charset", fault.Args{"Name": fault.Excerpt(name)})
	}
	return e.NewDecoder().Reader(in), nil
}

// badXML gives the fault that stopped a decoder, or says where the file is no XML.
func badXML(err error, line int) error {
	if _, foreseen := fault.KindOf(err); foreseen {
		return err
	}
	return fault.Wrap(err, fault.Invalid, "bankfile.xml", fault.Args{"Line": line})
}
