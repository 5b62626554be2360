package attachment

import (
	"bytes"
	"regexp"
	"strconv"

	"github.com/comptoir/comptoir/app/fault"
)

// endWithin is how near to its end a PDF says that it ends (ISO 32000-1, annex H,
// implementation note 18).
const endWithin = 1024

var pdfVersion = regexp.MustCompile(`^%PDF-[12]\.\d`)

// checkPDF wants a PDF of a known version that was not cut, within the limit. What
// is in it nobody looks at here.
func checkPDF(name string, data []byte) error {
	switch {
	case len(data) > MostPDF:
		return tooLarge(name, MostPDF)
	case !pdfVersion.Match(data):
		return unknown(name)
	case !bytes.Contains(data[max(0, len(data)-endWithin):], []byte("%%EOF")):
		return fault.New(fault.Invalid, "attachment.cut", fault.Args{"Name": shownName(name)})
	}
	return nil
}

var (
	pageTree  = regexp.MustCompile(`/Type\s*/Pages\b`)
	pageLeaf  = regexp.MustCompile(`/Type\s*/Page\b`)
	pageCount = regexp.MustCompile(`/Count\s+(\d{1,6})\b`)
)

// Pages tells how many pages a PDF has, or 0 where that stands in a compressed part
// of it. It goes over the file once, whatever stands in it.
func Pages(pdf []byte) (pages int) {
	for rest := pdf; ; {
		at := pageTree.FindIndex(rest)
		if at == nil {
			break
		}
		begin := max(0, bytes.LastIndex(rest[:at[0]], []byte("obj")))
		end := at[1]
		if length := bytes.Index(rest[at[1]:], []byte("endobj")); length >= 0 {
			end += length
		} else {
			end = len(rest)
		}
		if count := pageCount.FindSubmatch(rest[begin:end]); count != nil {
			n, _ := strconv.Atoi(string(count[1])) // six digits
			pages = max(pages, n)
		}
		rest = rest[end:]
	}
	if pages > 0 {
		return pages
	}
	for rest := pdf; ; pages++ {
		at := pageLeaf.FindIndex(rest)
		if at == nil {
			return pages
		}
		rest = rest[at[1]:]
	}
}
