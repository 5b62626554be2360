package attachment

import (
	"image"
	"image/draw"
)

// shrinkTo gives the picture with its longer side at most side; a small one as it
// is.
func shrinkTo(picture image.Image, side int) image.Image {
	size := picture.Bounds().Size()
	long := max(size.X, size.Y)
	if long <= side {
		return picture
	}
	return shrink(picture, max(1, size.X*side/long), max(1, size.Y*side/long))
}

// shrink makes each pixel the mean of the area that it covers, in integers, so that
// the same picture gives the same bytes everywhere. It holds one line of the
// source at a time. Width and height are at most those of the source.
func shrink(picture image.Image, width, height int) *image.RGBA {
	from := picture.Bounds()
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	line := image.NewRGBA(image.Rect(0, 0, from.Dx(), 1))
	narrow := make([]uint64, 4*width)
	sums, next := make([]uint64, 4*width), make([]uint64, 4*width)
	area := uint64(from.Dx()) * uint64(from.Dy())
	for y := range from.Dy() {
		draw.Draw(line, line.Bounds(), picture, image.Pt(from.Min.X, from.Min.Y+y), draw.Src)
		narrowLine(narrow, line.Pix, from.Dx(), width)
		row, first, second := share(y, from.Dy(), height)
		for i, v := range narrow {
			sums[i] += v * first
			next[i] += v * second
		}
		if second > 0 || (y+1)*height%from.Dy() == 0 { // the last line of this row
			for i, v := range sums {
				to.Pix[row*to.Stride+i] = uint8((v + area/2) / area)
			}
			sums, next = next, sums
			clear(next)
		}
	}
	return to
}

// narrowLine adds up the pixels of a line by the pixel of the narrow one that they
// fall into.
func narrowLine(to []uint64, pix []uint8, from, width int) {
	clear(to)
	for x := range from {
		at, first, second := share(x, from, width)
		for c, v := range pix[4*x : 4*x+4] {
			to[4*at+c] += uint64(v) * first
			if second > 0 {
				to[4*at+4+c] += uint64(v) * second
			}
		}
	}
}

// share tells on which of to places the place i of from lies, and how much of it
// there and on the one after. The shares of all i in one place add up to from.
func share(i, from, to int) (at int, first, second uint64) {
	begin, end := i*to, (i+1)*to
	at = begin / from
	border := (at + 1) * from
	if end <= border {
		return at, uint64(to), 0
	}
	return at, uint64(border - begin), uint64(end - border)
}

// turn puts a picture the right way up, as Exif numbers the ways a camera can be
// held.
func turn(picture image.Image, orientation int) image.Image {
	size := picture.Bounds().Size()
	w, h := size.X, size.Y
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		to = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	from := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(from, from.Bounds(), picture, picture.Bounds().Min, draw.Src)
	for y := range to.Rect.Dy() {
		for x := range to.Rect.Dx() {
			fx, fy := turned(x, y, w, h, orientation)
			copy(to.Pix[to.PixOffset(x, y):][:4], from.Pix[from.PixOffset(fx, fy):][:4])
		}
	}
	return to
}

// turned tells where the pixel (x, y) comes from in a picture of w by h.
func turned(x, y, w, h, orientation int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	case 8:
		return w - 1 - y, x
	default:
		return x, y
	}
}
