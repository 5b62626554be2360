// Package attachment makes what is kept of a scan or a photo: bounded, safe to
// show, and named by its digest. Pictures are decoded and written anew, smaller
// where they are large, so that neither what a camera notes of place and person
// nor what somebody hid behind the picture is kept. A PDF is kept as it is.
package attachment

import (
	"crypto/sha256"
	"io"

	"github.com/comptoir/comptoir/app/fault"
)

// Limits of what is taken and kept.
const (
	MostSource = 32 << 20   // bytes of a picture as it comes
	MostImage  = 1 << 20    // bytes of a picture as it is kept
	MostPDF    = 8 << 20    // bytes
	MostSide   = 2000       // pixels of a kept picture's longer side
	MostPixels = 40_000_000 // of a picture as it comes
)

// Media types that are taken.
const (
	PDF  = "application/pdf"
	JPEG = "image/jpeg"
	PNG  = "image/png"
)

// File is an attachment as it is kept.
type File struct {
	Hash  [32]byte // SHA-256 of Data
	Media string
	Name  string // of the file it was, with the extension of Media
	Data  []byte
}

// Size gives the bytes that are kept.
func (f File) Size() int64 { return int64(len(f.Data)) }

// Prepare makes an attachment of the bytes of a file. What is neither PDF, JPEG nor
// PNG, is damaged or beyond a limit is fault.Invalid; the extension of the name
// decides nothing.
func Prepare(name string, data []byte) (File, error) {
	media, err := kindOf(name, data)
	if err != nil {
		return File{}, err
	}
	kept := data
	if media == PDF {
		err = checkPDF(name, data)
	} else {
		kept, media, err = remake(name, media, data)
	}
	if err != nil {
		return File{}, err
	}
	return File{Hash: sha256.Sum256(kept), Media: media, Name: CleanName(name, media), Data: kept}, nil
}

// Read reads the bytes for Prepare, and no more than it would take.
func Read(name string, r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MostSource+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MostSource {
		return nil, tooLarge(name, MostSource)
	}
	return data, nil
}

// Check refuses kept bytes, such as those that another poste has sent, which
// Prepare would not have kept under that media type.
func Check(name, media string, data []byte) error {
	real, err := kindOf(name, data)
	switch {
	case err != nil:
		return err
	case real != media:
		return unknown(name)
	case media == PDF:
		return checkPDF(name, data)
	case len(data) > MostImage:
		return tooLarge(name, MostImage)
	}
	return checkPicture(name, media, data)
}

// kindOf tells by its first bytes what a file is.
func kindOf(name string, data []byte) (string, error) {
	for media, begin := range map[string]string{PDF: "%PDF-", JPEG: "\xff\xd8\xff", PNG: "\x89PNG\r\n\x1a\n"} {
		if len(data) >= len(begin) && string(data[:len(begin)]) == begin {
			return media, nil
		}
	}
	if len(data) == 0 {
		return "", fault.New(fault.Invalid, "attachment.empty", fault.Args{"Name": shownName(name)})
	}
	return "", unknown(name)
}

func unknown(name string) error {
	return fault.New(fault.Invalid, "attachment.kind", fault.Args{"Name": shownName(name)})
}

func tooLarge(name string, most int) error {
	return fault.New(fault.Invalid, "attachment.size", fault.Args{"Name": shownName(name), "Most": most >> 20})
}

func damaged(name string, cause error) error {
	return fault.Wrap(cause, fault.Invalid, "attachment.damaged", fault.Args{"Name": shownName(name)})
}
