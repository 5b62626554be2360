package spreadsheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"io"
)

// Bounds of what the parts of a workbook may make of memory once they are decoded:
// an element of a few bytes becomes hundreds.
const (
	elementsMost = 3_000_000 // in all parts
	depthMost    = 100
	runMost      = 16 * CellMost // bytes of a tag, or between two tags
)

// checkElements looks over the parts that are XML without decoding them.
func checkElements(parts []*zip.File) error {
	w := &walk{}
	for _, part := range parts {
		content, err := part.Open()
		if err != nil {
			return unreadable(err)
		}
		err = w.part(bufio.NewReaderSize(content, runMost))
		if err := errors.Join(err, content.Close()); err != nil {
			return err
		}
	}
	return nil
}

// walk counts what was met.
type walk struct{ elements, depth int }

// part goes from tag to tag, in what begins like XML.
func (w *walk) part(in *bufio.Reader) error {
	w.depth = 0
	head, _ := in.Peek(64)
	if text := bytes.TrimLeft(head, "\xef\xbb\xbf\xfe\xff\x00 \t\r\n"); !bytes.HasPrefix(text, []byte("<")) {
		return nil
	}
	for {
		if _, err := in.ReadSlice('<'); err != nil {
			return endOfPart(err)
		}
		tag, err := in.ReadSlice('>')
		if err != nil {
			return endOfPart(err)
		}
		if err := w.tag(tag); err != nil {
			return err
		}
	}
}

// tag counts an element where it begins.
func (w *walk) tag(tag []byte) error {
	switch tag[0] {
	case '/':
		w.depth--
		return nil
	case '?', '!':
		return nil
	}
	if w.elements++; w.elements > elementsMost {
		return tooMuch("elements", elementsMost)
	}
	if !bytes.HasSuffix(tag, []byte("/>")) {
		w.depth++
	}
	if w.depth > depthMost {
		return unreadable(nil)
	}
	return nil
}

func endOfPart(err error) error {
	switch {
	case errors.Is(err, io.EOF):
		return nil // whether it ends well, the decoder sees
	case errors.Is(err, bufio.ErrBufferFull):
		return tooMuch("cell", CellMost)
	}
	return unreadable(err)
}
