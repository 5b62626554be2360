package bankfile

import (
	"slices"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// node is an element of an OFX file: a text, or elements within it.
type node struct {
	name, text string
	line       int
	within     []*node
}

// sgml reads the elements of OFX, of version 1, where elements with a text need
// no end, and of version 2, which is XML. It knows neither entities of its own
// nor document types, so there is nothing to expand.
type sgml struct {
	text     string
	at, line int
	branches map[string]bool // names of elements that hold elements
	elements int
}

// leaves are elements of a movement that never hold elements, also where they are
// empty and have no end.
var leaves = strings.Fields(`TRNTYPE DTPOSTED DTUSER DTAVAIL TRNAMT FITID CORRECTFITID SRVRTID CHECKNUM REFNUM SIC NAME MEMO
	CURDEF BANKID BRANCHID ACCTID ACCTTYPE ACCTKEY DTSTART DTEND BALAMT DTASOF CURRATE CURSYM`)

// parseSGML gives the root, which holds all elements of the text.
func parseSGML(text string) (*node, error) {
	in := sgml{text: text, line: 1, branches: map[string]bool{}}
	in.findBranches()
	root := &node{}
	stack := []*node{root}
	for {
		tag, closing, ok, err := in.next()
		if err != nil || !ok {
			return root, err
		}
		if closing {
			at := len(stack) - 1
			for at > 0 && stack[at].name != tag {
				at--
			}
			if at > 0 {
				stack = stack[:at]
			} else if in.branches[tag] {
				return nil, refuse(Place{in.line, tag}, "bankfile.ofx-end", nil)
			}
			continue
		}
		n := &node{name: tag, line: in.line}
		top := stack[len(stack)-1]
		top.within = append(top.within, n)
		if in.elements++; in.elements > elementsMost || len(stack) > depthMost {
			return nil, fault.New(fault.Invalid, "bankfile.depth", nil)
		}
		if in.branches[tag] {
			stack = append(stack, n)
		} else {
			n.text = in.content()
		}
	}
}

// findBranches finds the elements that have an end and hold an element at once.
func (in *sgml) findBranches() {
	closed, opens := map[string]bool{}, map[string]bool{}
	scan, last := sgml{text: in.text}, ""
	for {
		tag, closing, ok, err := scan.next()
		if err != nil || !ok {
			break
		}
		if closing {
			closed[tag] = true
		} else if last != "" {
			opens[last] = true
		}
		if last = ""; !closing && strings.TrimSpace(scan.content()) == "" {
			last = tag
		}
	}
	for tag := range opens {
		in.branches[tag] = closed[tag] && !slices.Contains(leaves, tag)
	}
}

// next goes to the next tag; ok is false at the end.
func (in *sgml) next() (tag string, closing, ok bool, err error) {
	for {
		start := strings.IndexByte(in.text[in.at:], '<')
		if start < 0 {
			return "", false, false, nil
		}
		in.skip(start)
		rest := in.text[in.at:]
		end := strings.IndexByte(rest, '>')
		if end < 0 {
			return "", false, false, refuse(Place{in.line, ""}, "bankfile.ofx-end", nil)
		}
		switch {
		case strings.HasPrefix(rest, "<?"):
			in.skip(end + 1)
			continue
		case strings.HasPrefix(rest, "<!"):
			return "", false, false, fault.New(fault.Invalid, "bankfile.doctype", nil)
		}
		in.skip(end + 1)
		name := strings.TrimSpace(rest[1:end])
		if name, empty := strings.CutSuffix(name, "/"); empty {
			return tagName(name), false, true, nil
		}
		if name, closing := strings.CutPrefix(name, "/"); closing {
			return tagName(name), true, true, nil
		}
		return tagName(name), false, true, nil
	}
}

// tagName gives the name of a tag in capitals, without its attributes.
func tagName(tag string) string {
	name, _, _ := strings.Cut(strings.TrimSpace(tag), " ")
	return strings.ToUpper(name)
}

func (in *sgml) skip(n int) {
	in.line += strings.Count(in.text[in.at:in.at+n], "\n")
	in.at += n
}

// content gives the text up to the next tag.
func (in *sgml) content() string {
	rest := in.text[in.at:]
	if cdata, cut := strings.CutPrefix(strings.TrimSpace(rest), "<![CDATA["); cut {
		if inside, _, ended := strings.Cut(cdata, "]]>"); ended {
			in.skip(strings.Index(rest, "]]>") + 3)
			return inside
		}
	}
	end := strings.IndexByte(rest, '<')
	if end < 0 {
		end = len(rest)
	}
	in.skip(end)
	return unescape(rest[:end])
}

// nameBytes is how long the name or number of a character is at most.
const nameBytes = 10

var named = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'", "nbsp": " "}

// unescape resolves the characters that OFX and XML write by name or number.
// Anything else after & is text.
func unescape(text string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(text, "&")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		text = after
		name, _, ended := strings.Cut(after[:min(len(after), nameBytes)], ";")
		if value, known := character(name); ended && known {
			out.WriteString(value)
			text = after[len(name)+1:]
			continue
		}
		out.WriteByte('&')
	}
}

func character(name string) (string, bool) {
	if value, known := named[name]; known {
		return value, true
	}
	number, numeric := strings.CutPrefix(name, "#")
	base := 10
	if hex, is := strings.CutPrefix(number, "x"); is {
		number, base = hex, 16
	}
	n, err := strconv.ParseUint(number, base, 21)
	if !numeric || err != nil || n == 0 {
		return "", false
	}
	return string(rune(n)), true
}

// first gives the first element of the name among those directly within.
func (n *node) first(name string) *node {
	for _, c := range n.within {
		if c.name == name {
			return c
		}
	}
	return nil
}

// all gives the elements of the name at any depth, outermost first.
func (n *node) all(names ...string) []*node {
	var found []*node
	for _, c := range n.within {
		if slices.Contains(names, c.name) {
			found = append(found, c)
			continue
		}
		found = append(found, c.all(names...)...)
	}
	return found
}

// get gives the text of the first element of a name directly within.
func (n *node) get(name string) string {
	if c := n.first(name); c != nil {
		return strings.TrimSpace(c.text)
	}
	return ""
}
