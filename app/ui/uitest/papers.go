package uitest

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// Papers writes a PDF of three pages and a picture, « Facture 12.pdf » and
// « recu.png », and gives their paths.
func Papers(t *testing.T) (pdf, picture string) {
	t.Helper()
	dir := t.TempDir()
	pdf, picture = filepath.Join(dir, "Facture 12.pdf"), filepath.Join(dir, "recu.png")
	Check(t, os.WriteFile(pdf, []byte("%PDF-1.4\n1 0 obj<</Type/Pages/Count 3>>endobj\n%%EOF\n"), 0o600))
	var b bytes.Buffer
	Check(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 800, 600))))
	Check(t, os.WriteFile(picture, b.Bytes(), 0o600))
	return pdf, picture
}
