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
// of it.
func Pages(pdf []byte) (pages int) {
	for _, at := range pageTree.FindAllIndex(pdf, -1) {
		object := pdf[max(0, bytes.LastIndex(pdf[:at[0]], []byte("obj"))):]
		if end := bytes.Index(object, []byte("endobj")); end > 0 {
			object = object[:end]
		}
		if count := pageCount.FindSubmatch(object); count != nil {
			n, _ := strconv.Atoi(string(count[1])) // six digits
			pages = max(pages, n)
		}
	}
	if pages == 0 {
		pages = len(pageLeaf.FindAllIndex(pdf, -1))
	}
	return pages
}
