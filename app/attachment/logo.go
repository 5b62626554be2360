package attachment

import (
	"bytes"
	"crypto/sha256"
	"image/jpeg"
	"image/png"

	"github.com/comptoir/comptoir/app/fault"
)

// Bounds of a logo as it is kept: it stands at the head of a page and of the
// window, and travels in every file of user data.
const (
	LogoWidth  = 360 // pixels
	LogoHeight = 120
	MostLogo   = 12 << 10 // bytes
)

// Logo makes a logo of the bytes of a JPEG or PNG, as Prepare makes an attachment
// of them. It stays a PNG, with its transparent parts, as long as that is small
// enough.
func Logo(name string, data []byte) (File, error) {
	media, err := kindOf(name, data)
	if err == nil && media == PDF {
		err = unknown(name)
	}
	if err != nil {
		return File{}, err
	}
	picture, err := Picture(name, media, data)
	if err != nil {
		return File{}, err
	}
	size := picture.Bounds().Size()
	for percent := 100; percent >= 25; percent -= 15 {
		long := max(size.X, size.Y)
		side := min(LogoWidth*percent/100*long/size.X, LogoHeight*percent/100*long/size.Y)
		if kept, media := encodeWithin(shrinkTo(picture, max(side, 1)), media, MostLogo); kept != nil {
			return File{Hash: sha256.Sum256(kept), Media: media, Name: CleanName(name, media), Data: kept}, nil
		}
	}
	return File{}, fault.New(fault.Invalid, "attachment.logo", fault.Args{"Name": shownName(name)})
}

// CheckLogo refuses a logo that Logo would not have made.
func CheckLogo(data []byte) error {
	const name = "logo"
	media, err := kindOf(name, data)
	switch {
	case err != nil:
		return err
	case media == PDF:
		return unknown(name)
	case len(data) > MostLogo:
		return fault.New(fault.Invalid, "attachment.logo", fault.Args{"Name": name})
	}
	if err := checkPicture(name, media, data); err != nil {
		return err
	}
	decode := jpeg.DecodeConfig
	if media == PNG {
		decode = png.DecodeConfig
	}
	if c, err := decode(bytes.NewReader(data)); err != nil || c.Width > LogoWidth || c.Height > LogoHeight {
		return damaged(name, err)
	}
	return nil
}
