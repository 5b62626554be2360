package kit_test

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestQRIsBlackOnWhiteWithAQuietZone(t *testing.T) {
	drawn, err := kit.NewQR("COMPTOIR:QED8WEX0", 120)
	if err != nil {
		t.Fatal(err)
	}
	if drawn.MinSize() != fyne.NewSquareSize(120) {
		t.Errorf("size %v", drawn.MinSize())
	}
	picture := drawn.(*fyne.Container).Objects[0].(*canvas.Image).Image
	side := picture.Bounds().Dx()
	if side != 21+8 { // version 1, with four modules on each side
		t.Errorf("%d modules wide", side)
	}
	if !is(picture, 0, 0, color.White) || !is(picture, 3, 3, color.White) || !is(picture, 4, 4, color.Black) || !is(picture, side-1, side-1, color.White) {
		t.Error("the finder pattern does not stand in a quiet zone")
	}
}

func is(picture image.Image, x, y int, want color.Color) bool {
	r, g, b, _ := picture.At(x, y).RGBA()
	wr, wg, wb, _ := want.RGBA()
	return r == wr && g == wg && b == wb
}

func TestTextTooLongForAQR(t *testing.T) {
	if _, err := kit.NewQR(strings.Repeat("A", 4297), 120); err == nil {
		t.Error("is drawn")
	}
}
