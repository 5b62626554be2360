package ledgerfile

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// source gives the lines of a file, each as text, whatever ends it.
type source struct {
	r     *bufio.Reader
	rec   *recorder
	line  int    // from 1
	bytes []byte // of the line that was read last
	decoder
}

func newSource(r io.Reader, rec *recorder) *source {
	return &source{r: bufio.NewReaderSize(r, LineMost), rec: rec}
}

// next gives the next line without its end, and io.EOF after the last one.
func (s *source) next() (string, error) {
	crs, err := s.fill()
	if err != nil {
		return "", err
	}
	s.line++
	if s.line > LinesMost {
		s.rec.note(Note{Kind: KindTooLong, Line: s.line})
		return "", errStop
	}
	if s.line == 1 {
		if err := s.mark(); err != nil {
			return "", err
		}
	}
	if crs > 1 {
		s.rec.note(Note{Kind: KindLineEnd, Line: s.line, Column: len(s.bytes) + 1, Before: "CR CR LF", After: "LF"})
	}
	return s.text()
}

// fill reads a line into bytes and tells how many carriage returns stood at its end.
func (s *source) fill() (crs int, err error) {
	s.bytes = s.bytes[:0]
	for {
		window, err := s.window()
		if errors.Is(err, io.EOF) && len(s.bytes) > 0 {
			return 0, nil
		}
		if err != nil {
			return 0, err
		}
		end := bytes.IndexByte(window, '\n')
		if end < 0 {
			end = len(window)
		}
		if cr := bytes.IndexByte(window[:end], '\r'); cr >= 0 {
			end = cr
		}
		if len(s.bytes)+end > LineMost {
			s.rec.note(Note{Kind: KindLongLine, Line: s.line + 1})
			return 0, errStop
		}
		s.bytes = append(s.bytes, window[:end]...)
		found := end < len(window)
		_, _ = s.r.Discard(end)
		if found {
			return s.skipEnd()
		}
	}
}

// window gives what is read ahead, at least one byte.
func (s *source) window() ([]byte, error) {
	if _, err := s.r.Peek(1); err != nil {
		return nil, err
	}
	return s.r.Peek(s.r.Buffered())
}

// crMost is how many carriage returns one end of a line may have.
const crMost = 8

// skipEnd passes over LF, CR LF, CR CR LF, or CR alone.
func (s *source) skipEnd() (crs int, err error) {
	for crs < crMost {
		ahead, err := s.r.Peek(crs + 1)
		if err != nil {
			break
		}
		switch ahead[crs] {
		case '\r':
			crs++
			continue
		case '\n':
			_, err = s.r.Discard(crs + 1)
			return crs, err
		}
		break
	}
	_, err = s.r.Discard(1) // CR alone ends a line, too
	return 1, err
}

// mark takes the mark of UTF-8 off the first line and refuses 16-bit characters.
func (s *source) mark() error {
	if rest, has := bytes.CutPrefix(s.bytes, []byte("\xef\xbb\xbf")); has {
		s.bytes, s.marked = rest, true
	}
	if bytes.HasPrefix(s.bytes, []byte("\xff\xfe")) || bytes.HasPrefix(s.bytes, []byte("\xfe\xff")) {
		s.rec.note(Note{Kind: KindUTF16, Line: 1})
		return errStop
	}
	return nil
}
