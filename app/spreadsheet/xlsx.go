package spreadsheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// dayShift is how many days later the calendar of old Macintosh workbooks
// begins.
const dayShift = 1462

// archive is an XLSX file: an archive of parts in XML, each read from its beginning
// to its end, never held as a whole (ECMA-376 parts 1 and 2).
type archive struct{ parts []*zip.File }

// readXLSX reads the first sheet: what cells contain, not how they show it.
func readXLSX(file io.ReaderAt, size int64) (Sheet, error) {
	opened, err := zip.NewReader(file, size)
	if err != nil {
		return Sheet{}, unreadable(err)
	}
	a := archive{opened.File}
	if err := a.check(); err != nil {
		return Sheet{}, err
	}
	book, err := a.workbook()
	if err != nil {
		return Sheet{}, err
	}
	var texts []string
	if book.texts != "" {
		if texts, err = a.texts(book.texts); err != nil {
			return Sheet{}, err
		}
	}
	s := Sheet{Shift: book.shift}
	s.Rows, err = a.rows(book.sheet, texts)
	return s, err
}

// check refuses what would unpack to more than its bound, before any of it is
// unpacked, and what would take too much to decode. That a part is not longer than
// it says, the reader of the archive sees to.
func (a archive) check() error {
	if len(a.parts) > PartsMost {
		return tooMuch("unpacked", UnpackedMost>>20)
	}
	var sum uint64
	for _, part := range a.parts {
		if sum += part.UncompressedSize64; part.UncompressedSize64 > UnpackedMost || sum > UnpackedMost {
			return tooMuch("unpacked", UnpackedMost>>20)
		}
	}
	return checkElements(a.parts)
}

// each visits the elements of a part where they begin, but those that the visitor
// reads on to the end of.
func (a archive) each(name string, visit func(*xml.Decoder, xml.StartElement) error) error {
	at := slices.IndexFunc(a.parts, func(f *zip.File) bool {
		return strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) // some programs of Windows write these
	})
	if at < 0 {
		return unreadable(nil)
	}
	content, err := a.parts[at].Open()
	if err != nil {
		return unreadable(err)
	}
	defer content.Close()
	d := xml.NewDecoder(content)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return unreadable(err)
		}
		if start, is := token.(xml.StartElement); is {
			if err := visit(d, start); err != nil {
				return err
			}
		}
	}
}

// workbook is where a workbook has what is read of it.
type workbook struct {
	sheet, texts string // names of parts; texts is empty for a workbook without shared texts
	shift        int
}

func (a archive) workbook() (workbook, error) {
	beginning, err := a.relations("")
	if err != nil {
		return workbook{}, err
	}
	name := beginning.first("officeDocument")
	links, err := a.relations(name)
	if err != nil {
		return workbook{}, err
	}
	book := workbook{texts: links.first("sharedStrings")}
	err = a.each(name, func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			if old := attribute(e, "date1904"); old == "1" || old == "true" {
				book.shift = dayShift
			}
		case "sheet":
			if link := links.of(attribute(e, "id")); link.kind == "worksheet" && book.sheet == "" {
				book.sheet = link.part
			}
		}
		return nil
	})
	if err == nil && book.sheet == "" {
		err = unreadable(nil)
	}
	return book, err
}

// relation leads from one part to another.
type relation struct{ id, kind, part string }

type relations []relation

// relations reads where a part leads to; the empty name is the archive itself.
func (a archive) relations(of string) (found relations, err error) {
	dir, base := path.Split(of)
	err = a.each(dir+"_rels/"+base+".rels", func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "Relationship" {
			return nil
		}
		if len(found) == PartsMost {
			return tooMuch("unpacked", UnpackedMost>>20)
		}
		target := attribute(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", dir, target)
		}
		found = append(found, relation{attribute(e, "Id"), path.Base(attribute(e, "Type")), strings.TrimPrefix(path.Clean(target), "/")})
		return nil
	})
	return found, err
}

// first gives the part that the first relation of a kind leads to, or nothing.
func (r relations) first(kind string) string {
	if at := slices.IndexFunc(r, func(x relation) bool { return x.kind == kind }); at >= 0 {
		return r[at].part
	}
	return ""
}

func (r relations) of(id string) relation {
	if at := slices.IndexFunc(r, func(x relation) bool { return x.id == id }); at >= 0 {
		return r[at]
	}
	return relation{}
}

// attribute gives the value of an attribute, or nothing.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
