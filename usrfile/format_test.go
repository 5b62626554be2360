package usrfile_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// quoted finds the examples of FORMAT.md: a comment with the name, then a block.
var quoted = regexp.MustCompile("<!-- (Example\\w*) -->\n```\\w*\n((?s:.*?))```\n")

// FORMAT.md quotes what the examples print, and `go test` runs the examples: so
// the page and the code agree.
func TestFormatQuotesTheExamples(t *testing.T) {
	outputs := exampleOutputs(t)
	for _, match := range quoted.FindAllStringSubmatch(formatPage(t), -1) {
		name, block := match[1], match[2]
		want, known := outputs[name]
		if !known {
			t.Errorf("%s is quoted, but there is no such example", name)
		} else if strings.TrimSpace(block) != strings.TrimSpace(want) {
			t.Errorf("%s is quoted as\n%s\nbut prints\n%s", name, block, want)
		}
		delete(outputs, name)
	}
	for name := range outputs {
		t.Errorf("%s is not quoted", name)
	}
}

func formatPage(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile("FORMAT.md")
	return string(must(t, page, err))
}

func exampleOutputs(t *testing.T) map[string]string {
	t.Helper()
	var files []*ast.File
	for _, name := range []string{"example_test.go", "example_verification_test.go", "example_record_test.go", "example_blob_test.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		files = append(files, must(t, file, err))
	}
	outputs := make(map[string]string)
	for _, e := range doc.Examples(files...) {
		if e.Output == "" {
			t.Errorf("Example%s prints nothing", e.Name)
		}
		outputs["Example"+e.Name] = e.Output
	}
	return outputs
}

func TestFormatNamesEveryReason(t *testing.T) {
	page := formatPage(t)
	for _, reason := range usrfile.Reasons() {
		if !strings.Contains(page, "`"+string(reason)+"`") {
			t.Errorf("%s is not in FORMAT.md", reason)
		}
	}
}

// The limits that the page gives are those that hold.
func TestFormatGivesTheLimitsThatHold(t *testing.T) {
	page := formatPage(t)
	for what, limit := range map[string]int{
		"message":           usrfile.MaxMessage,
		"message of a .key": usrfile.MaxChainFile - 88,
		"plain payload":     usrfile.MaxPayload,
		"chain":             usrfile.MaxChain,
		"file":              usrfile.MaxPlainFile,
		"file with blobs":   usrfile.MaxFile,
		"stored chunk":      usrfile.ChunkStored,
		"blobs":             usrfile.MaxBlobs,
	} {
		if !strings.Contains(page, spaced(limit)) {
			t.Errorf("the limit of a %s, %s, is not in FORMAT.md", what, spaced(limit))
		}
	}
}

// spaced writes a number with spaces between thousands.
func spaced(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + " " + text[i:]
	}
	return text
}
