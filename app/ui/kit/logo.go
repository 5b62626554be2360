package kit

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	_ "image/jpeg" // logos
	_ "image/png"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// NewLogo shows a PNG or JPEG so many units high on white paper, since what is
// drawn for paper may be invisible on a dark surface. It gives nil for anything
// else.
func NewLogo(picture []byte, height float32) fyne.CanvasObject {
	size, _, err := image.DecodeConfig(bytes.NewReader(picture))
	if err != nil || size.Height == 0 {
		return nil
	}
	sum := sha256.Sum256(picture)
	shown := canvas.NewImageFromResource(fyne.NewStaticResource("logo-"+hex.EncodeToString(sum[:8]), picture))
	shown.FillMode, shown.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	inner := height - 2*logoEdge
	shown.SetMinSize(fyne.NewSize(inner*float32(size.Width)/float32(size.Height), inner))
	paper := canvas.NewRectangle(color.White)
	paper.CornerRadius = 3
	return container.NewStack(paper, Insets(logoEdge, logoEdge, shown))
}

const logoEdge = 2
