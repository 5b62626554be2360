package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"github.com/boombuler/barcode/qr"
)

// quietZone is the empty edge that readers need round a QR code, in modules
// (ISO/IEC 18004, 6.3.8).
const quietZone = 4

// NewQR draws a text as a QR code that is side units wide at least and sharp at
// any size: black on white in both looks, because readers expect that.
func NewQR(text string, side float32) (fyne.CanvasObject, error) {
	code, err := qr.Encode(text, qr.L, qr.Auto)
	if err != nil {
		return nil, err
	}
	drawn := canvas.NewImageFromImage(withQuietZone(code))
	drawn.ScaleMode = canvas.ImageScalePixels
	drawn.FillMode = canvas.ImageFillContain
	drawn.SetMinSize(fyne.NewSquareSize(side))
	return container.NewStack(drawn), nil
}

// withQuietZone adds the quiet zone to a code of one pixel for each module.
func withQuietZone(code image.Image) image.Image {
	bounds := code.Bounds()
	out := image.NewGray(image.Rect(0, 0, bounds.Dx()+2*quietZone, bounds.Dy()+2*quietZone))
	for i := range out.Pix {
		out.Pix[i] = 0xFF
	}
	for y := range bounds.Dy() {
		for x := range bounds.Dx() {
			gray := color.GrayModel.Convert(code.At(bounds.Min.X+x, bounds.Min.Y+y)).(color.Gray)
			out.SetGray(x+quietZone, y+quietZone, gray)
		}
	}
	return out
}
