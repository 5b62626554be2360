package attachment

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"

	"github.com/comptoir/comptoir/app/fault"
)

// Bounds of what decoding somebody's picture may cost. A progressive JPEG keeps
// all its coefficients in memory, and each of its scans goes over the whole
// picture; a PNG has up to eight bytes for a pixel.
const (
	mostProgressive = MostPixels / 2
	mostScans       = 64
	mostPNGBytes    = 4 * MostPixels
)

// remake decodes a picture and writes it anew within the limits.
func remake(name, media string, data []byte) ([]byte, string, error) {
	if len(data) > MostSource {
		return nil, "", tooLarge(name, MostSource)
	}
	picture, err := Picture(name, media, data)
	if err != nil {
		return nil, "", err
	}
	for side := MostSide; side >= leastSide; side = side * 3 / 4 {
		smaller := shrinkTo(picture, side)
		if kept, media := encodeWithin(smaller, media, MostImage); kept != nil {
			return kept, media, nil
		}
	}
	return nil, "", tooLarge(name, MostImage)
}

// leastSide is how far a picture is shrunk until it is small enough in bytes.
const leastSide = 400

// Picture decodes a JPEG or PNG the right way up. Its size is judged before memory
// is taken for it.
func Picture(name, media string, data []byte) (image.Image, error) {
	if err := checkPicture(name, media, data); err != nil {
		return nil, err
	}
	if media == PNG {
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			return nil, damaged(name, err)
		}
		return picture, nil
	}
	picture, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, damaged(name, err)
	}
	orientation := readCamera(data).orientation
	if orientation == 1 {
		return picture, nil
	}
	return turn(shrinkTo(picture, MostSide), orientation), nil
}

// checkPicture refuses what would take too much to decode.
func checkPicture(name, media string, data []byte) error {
	decode := jpeg.DecodeConfig
	if media == PNG {
		decode = png.DecodeConfig
	}
	c, err := decode(bytes.NewReader(data))
	if err != nil {
		return damaged(name, err)
	}
	if c.Width <= 0 || c.Height <= 0 {
		return damaged(name, nil)
	}
	pixels := int64(c.Width) * int64(c.Height)
	most := int64(MostPixels)
	if media == JPEG {
		camera := readCamera(data)
		if camera.scans > mostScans {
			return damaged(name, nil)
		}
		if camera.progressive {
			most = mostProgressive
		}
	} else {
		most = mostPNGBytes / bytesPerPixel(c.ColorModel)
	}
	if pixels > most {
		return fault.New(fault.Invalid, "attachment.pixels", fault.Args{
			"Name": shownName(name), "Width": c.Width, "Height": c.Height, "Most": int(most / 1_000_000),
		})
	}
	return nil
}

func bytesPerPixel(m color.Model) int64 {
	switch m {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	}
	return 4
}

// Qualities of a JPEG, the best that is small enough.
var qualities = []int{85, 75, 60}

// encodeWithin writes a picture as what it was, or as JPEG where a PNG would have
// more bytes than most; nil when it has as anything.
func encodeWithin(picture image.Image, media string, most int) ([]byte, string) {
	var b bytes.Buffer
	if media == PNG {
		if err := png.Encode(&b, picture); err == nil && b.Len() <= most {
			return b.Bytes(), PNG
		}
	}
	picture = onWhite(picture)
	for _, quality := range qualities {
		b.Reset()
		if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: quality}); err == nil && b.Len() <= most {
			return b.Bytes(), JPEG
		}
	}
	return nil, ""
}

// onWhite puts white paper under a picture with transparent parts.
func onWhite(picture image.Image) image.Image {
	if o, ok := picture.(interface{ Opaque() bool }); ok && o.Opaque() {
		return picture
	}
	paper := image.NewRGBA(picture.Bounds())
	draw.Draw(paper, paper.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(paper, paper.Bounds(), picture, picture.Bounds().Min, draw.Over)
	return paper
}
