package attachment_test

import (
	"errors"
	"image"
	"image/color"
	"math/rand/v2"
	"testing"

	"github.com/comptoir/comptoir/app/attachment"
	"github.com/comptoir/comptoir/app/fault"
)

// grains is a picture that no format makes small.
func grains(w, h int) image.Image {
	random := rand.New(rand.NewPCG(1, 2))
	p := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range p.Pix {
		p.Pix[i] = byte(random.Uint32())
	}
	return p
}

func TestLogoFitsTheHeadOfAPage(t *testing.T) {
	clear := image.NewNRGBA(image.Rect(0, 0, 200, 50))
	clear.SetNRGBA(3, 3, color.NRGBA{R: 255, A: 128})
	for name, c := range map[string]struct {
		data   []byte
		width  int
		height int
		media  string
	}{
		"small stays":     {asPNG(t, photo(200, 50)), 200, 50, attachment.PNG},
		"clear stays":     {asPNG(t, clear), 200, 50, attachment.PNG},
		"wide":            {asPNG(t, photo(3600, 600)), 360, 60, attachment.PNG},
		"high":            {asJPEG(t, photo(300, 1200)), 30, 120, attachment.JPEG},
		"square":          {asJPEG(t, photo(900, 900)), 120, 120, attachment.JPEG},
		"only just":       {asPNG(t, photo(361, 120)), 360, 119, attachment.PNG},
		"grains as JPEG":  {asPNG(t, grains(120, 120)), 120, 120, attachment.JPEG},
		"grains, smaller": {asPNG(t, grains(360, 120)), 306, 102, attachment.JPEG},
	} {
		got, err := attachment.Logo("logo.png", c.data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		p, err := attachment.Picture("logo", got.Media, got.Data)
		if err != nil {
			t.Fatal(err)
		}
		if size := p.Bounds().Size(); size != image.Pt(c.width, c.height) || got.Media != c.media || len(got.Data) > attachment.MostLogo {
			t.Errorf("%s: %v, %s, %d bytes", name, size, got.Media, len(got.Data))
		}
		if err := attachment.CheckLogo(got.Data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatIsNoLogo(t *testing.T) {
	whole := asPNG(t, photo(20, 20))
	for name, data := range map[string][]byte{
		"nothing": nil, "document": pdf(1), "text": []byte("logo"), "cut": whole[:20],
	} {
		if _, err := attachment.Logo("logo.png", data); !errors.Is(err, fault.Invalid) {
			t.Errorf("%s is made one: %v", name, err)
		}
		if err := attachment.CheckLogo(data); !errors.Is(err, fault.Invalid) {
			t.Errorf("%s is taken as one: %v", name, err)
		}
	}
	for name, data := range map[string][]byte{
		"too wide": asPNG(t, photo(attachment.LogoWidth+1, 10)), "too high": asPNG(t, photo(10, attachment.LogoHeight+1)),
		"too many bytes": asPNG(t, grains(360, 120)),
	} {
		if err := attachment.CheckLogo(data); !errors.Is(err, fault.Invalid) {
			t.Errorf("%s is taken as one: %v", name, err)
		}
	}
}
