package ledgerfile

import "strings"

// interner keeps one copy of texts that come again on every line.
type interner map[string]string

// internMost is how many texts are kept before it begins anew.
const internMost = 20_000

func (in interner) text(s string) string {
	if s == "" {
		return ""
	}
	if kept, has := in[s]; has {
		return kept
	}
	if len(in) >= internMost {
		clear(in)
	}
	s = strings.Clone(s)
	in[s] = s
	return s
}

// splitFields parts a line at the separator, without any quoting.
func splitFields(into []string, line string, separator byte) []string {
	into = into[:0]
	for {
		at := strings.IndexByte(line, separator)
		if at < 0 {
			return append(into, line)
		}
		into, line = append(into, line[:at]), line[at+1:]
	}
}

// splitQuoted parts a line whose fields may stand in quotation marks, as RFC 4180
// has them. It is open if a mark does not close on this line.
func splitQuoted(into []string, line string, separator byte) (fields []string, open bool) {
	into = into[:0]
	for {
		field, rest, more, open := quotedField(line, separator)
		if open {
			return into, true
		}
		into, line = append(into, field), rest
		if !more {
			return into, false
		}
	}
}

func quotedField(line string, separator byte) (field, rest string, more, open bool) {
	trimmed := strings.TrimLeft(line, " ")
	if !strings.HasPrefix(trimmed, `"`) {
		at := strings.IndexByte(line, separator)
		if at < 0 {
			return line, "", false, false
		}
		return line[:at], line[at+1:], true, false
	}
	body := trimmed[1:]
	doubled := false
	for i := 0; i < len(body); i++ {
		if body[i] != '"' {
			continue
		}
		if i+1 < len(body) && body[i+1] == '"' {
			doubled = true
			i++
			continue
		}
		field = body[:i]
		if doubled {
			field = strings.ReplaceAll(field, `""`, `"`)
		}
		after := body[i+1:]
		at := strings.IndexByte(after, separator)
		if at < 0 {
			return field + strings.TrimRight(after, " "), "", false, false
		}
		return field + strings.TrimRight(after[:at], " "), after[at+1:], true, false
	}
	return "", "", false, true
}
