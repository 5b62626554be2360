package attachment_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/attachment"
	"github.com/comptoir/comptoir/app/fault"
)

// pdf is a small document of so many pages.
func pdf(pages int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type /Pages /Kids [")
	for i := range pages {
		fmt.Fprintf(&b, "%d 0 R ", i+3)
	}
	fmt.Fprintf(&b, "] /Count %d>>\nendobj\n", pages)
	for i := range pages {
		fmt.Fprintf(&b, "%d 0 obj\n<</Type /Page /Parent 2 0 R>>\nendobj\n", i+3)
	}
	b.WriteString("trailer\n<</Root 1 0 R>>\n%%EOF\n")
	return b.Bytes()
}

// photo is a picture whose corners differ: red, green, blue and white.
func photo(w, h int) *image.RGBA {
	p := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{200, 30, 30, 255}
			switch {
			case x >= w/2 && y < h/2:
				c = color.RGBA{30, 200, 30, 255}
			case x < w/2 && y >= h/2:
				c = color.RGBA{30, 30, 200, 255}
			case x >= w/2:
				c = color.RGBA{240, 240, 240, 255}
			}
			p.SetRGBA(x, y, c)
		}
	}
	return p
}

func asJPEG(t testing.TB, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, p, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withExif puts an Exif segment behind the first marker of a JPEG.
func withExif(data []byte, order binary.AppendByteOrder, orientation uint16) []byte {
	begin := "II*\x00"
	if order == binary.BigEndian {
		begin = "MM\x00*"
	}
	tiff := order.AppendUint32([]byte(begin), 8)
	tiff = order.AppendUint16(tiff, 2)
	tiff = append(tiff, make([]byte, 12)...) // another tag
	tiff = order.AppendUint16(tiff, 0x0112)
	tiff = order.AppendUint16(tiff, 3)
	tiff = order.AppendUint32(tiff, 1)
	tiff = order.AppendUint16(tiff, orientation)
	tiff = append(tiff, 0, 0, 0, 0, 0, 0)
	segment := append([]byte("Exif\x00\x00"), tiff...)
	segment = append(segment, "GPS: 12.88N 14.95W"...)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(segment)+2))
	return append(append(head, segment...), data[2:]...)
}

func prepare(t *testing.T, name string, data []byte) attachment.File {
	t.Helper()
	f, err := attachment.Prepare(name, data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if f.Hash != sha256.Sum256(f.Data) || f.Size() != int64(len(f.Data)) {
		t.Errorf("%s is not named by what is kept", name)
	}
	if err := attachment.Check(f.Name, f.Media, f.Data); err != nil {
		t.Errorf("%s: kept, and then refused: %v", name, err)
	}
	return f
}

func show(t *testing.T, f attachment.File) image.Image {
	t.Helper()
	p, err := attachment.Picture(f.Name, f.Media, f.Data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAPDFIsKeptAsItIs(t *testing.T) {
	data := pdf(3)
	f := prepare(t, `C:\Scans\Facture n° 12.PDF`, data)
	if f.Media != attachment.PDF || f.Name != "Facture n° 12.pdf" || !bytes.Equal(f.Data, data) || attachment.Pages(f.Data) != 3 {
		t.Errorf("kept as %s %q of %d bytes and %d pages", f.Media, f.Name, len(f.Data), attachment.Pages(f.Data))
	}
}

func TestPagesAreToldWhereTheyCanBeSeen(t *testing.T) {
	for text, want := range map[string]int{
		"%PDF-1.7 7 0 obj<</Type/ObjStm>>stream…endstream endobj":                                       0,
		"<</Type/Page/A 1>> <</Type /Page>> <</Type /Pages/Kids[]>>":                                    2,
		"2 0 obj <</Count 12/Type/Pages>> endobj 3 0 obj <</Type/Pages/Parent 2 0 R/Count 4>> endobj":   12,
		"2 0 obj <</Type/Outlines/Count 99>> endobj 3 0 obj <</Type/Pages/Count 1/Kids[4 0 R]>> endobj": 1,
		"2 0 obj <</Type/Pages/Count 99999999999999999999999>> endobj 3 0 obj <</Type/Page>> endobj":    1,
	} {
		if got := attachment.Pages([]byte(text)); got != want {
			t.Errorf("%s: %d pages", text, got)
		}
	}
}

// A document made so that each of its words leads over all of it again would keep
// the program busy for hours.
func TestPagesOfADocumentOfWordsAlone(t *testing.T) {
	for word, want := range map[string]int{
		"/Type/Pages ": 0, "/Type/Pages/Count 7 ": 7, "/Type/Page ": (8<<20 - 15) / 11, "/Type ": 0, "obj ": 0, "endobj ": 0,
		"/Type/Pages endobj ": 0, "obj/Type/Pages ": 0,
	} {
		data := []byte("%PDF-1.4\n" + strings.Repeat(word, (8<<20-15)/len(word)) + "\n%%EOF")
		before := allocated()
		if got := attachment.Pages(data); got != want {
			t.Errorf("%s: %d pages, want %d", word, got, want)
		}
		if taken := allocated() - before; taken > 32<<20 {
			t.Errorf("%s: took %d MiB", word, taken>>20)
		}
	}
}

func TestPicturesAreWrittenAnewWithinTheLimits(t *testing.T) {
	noise := image.NewRGBA(image.Rect(0, 0, 1400, 1400))
	dice := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = byte(dice.Uint32())
		if i%4 == 3 {
			noise.Pix[i] = 255
		}
	}
	for name, c := range map[string]struct {
		data  []byte
		media string
		size  image.Point
	}{
		"small.jpeg": {asJPEG(t, photo(64, 48)), attachment.JPEG, image.Pt(64, 48)},
		"small.png":  {asPNG(t, photo(64, 48)), attachment.PNG, image.Pt(64, 48)},
		"large.jpg":  {asJPEG(t, photo(4000, 3000)), attachment.JPEG, image.Pt(2000, 1500)},
		"large.png":  {asPNG(t, photo(2500, 5000)), attachment.PNG, image.Pt(1000, 2000)},
		"thin.png":   {asPNG(t, photo(2, 30_000)), attachment.PNG, image.Pt(1, 2000)},
		"noise.png":  {asPNG(t, noise), attachment.JPEG, image.Pt(1400, 1400)},
		"wrong.pdf":  {asPNG(t, photo(8, 8)), attachment.PNG, image.Pt(8, 8)},
	} {
		f := prepare(t, name, c.data)
		if f.Media != c.media || len(f.Data) > attachment.MostImage || show(t, f).Bounds().Size() != c.size {
			t.Errorf("%s became %s of %v and %d bytes", name, f.Media, show(t, f).Bounds().Size(), len(f.Data))
		}
		if again := prepare(t, name, c.data); again.Hash != f.Hash {
			t.Errorf("%s became something else the second time", name)
		}
	}
}

// What is thin or odd in size keeps its colours: no line is lost or counted twice.
func TestShrinkingKeepsColours(t *testing.T) {
	for _, size := range []image.Point{{2001, 2001}, {3999, 17}, {2003, 1999}, {6000, 4001}} {
		grey := image.NewGray(image.Rectangle{Max: size})
		for i := range grey.Pix {
			grey.Pix[i] = 137
		}
		p := show(t, prepare(t, "grey.png", asPNG(t, grey)))
		for y := range p.Bounds().Dy() {
			for x := range p.Bounds().Dx() {
				if r, _, _, a := p.At(x, y).RGBA(); r>>8 != 137 || a != 0xffff {
					t.Fatalf("%v: %d at %d, %d", size, r>>8, x, y)
				}
			}
		}
	}
}

func TestTransparentPartsArePaper(t *testing.T) {
	clear := image.NewNRGBA(image.Rect(0, 0, 1500, 1500))
	dice := rand.New(rand.NewPCG(1, 2))
	for i := range clear.Pix {
		clear.Pix[i] = byte(dice.Uint32()) // so that a PNG is too large
	}
	for i := range 1500 * 4 * 16 {
		clear.Pix[i] = 0
	}
	f := prepare(t, "stamp.png", asPNG(t, clear))
	if r, g, b, _ := show(t, f).At(700, 4).RGBA(); f.Media != attachment.JPEG || r>>8 < 250 || g>>8 < 250 || b>>8 < 250 {
		t.Errorf("%s: %d %d %d", f.Media, r>>8, g>>8, b>>8)
	}
}

// A telephone that was held upright writes the picture lying, and says so. Names are
// of the corners: where each of photo's is when it stands right.
func TestPicturesStandTheRightWayUp(t *testing.T) {
	const red, green, blue, white = 'R', 'G', 'B', 'W'
	for orientation, want := range map[uint16]string{ // top left, top right, bottom left, bottom right
		1: "RGBW", 2: "GRWB", 3: "WBGR", 4: "BWRG", 5: "RBGW", 6: "BRWG", 7: "WGBR", 8: "GWRB", 9: "RGBW", 0: "RGBW",
	} {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			f := prepare(t, "photo.jpg", withExif(asJPEG(t, photo(96, 64)), order, orientation))
			p := show(t, f)
			size := image.Pt(96, 64)
			if orientation >= 5 && orientation <= 8 {
				size = image.Pt(64, 96)
			}
			var got []byte
			for _, at := range []image.Point{{8, 8}, {size.X - 9, 8}, {8, size.Y - 9}, {size.X - 9, size.Y - 9}} {
				r, g, _, _ := p.At(at.X, at.Y).RGBA()
				switch {
				case r>>8 > 150 && g>>8 > 150:
					got = append(got, white)
				case r>>8 > 150:
					got = append(got, red)
				case g>>8 > 150:
					got = append(got, green)
				default:
					got = append(got, blue)
				}
			}
			if string(got) != want || p.Bounds().Size() != size {
				t.Errorf("orientation %d: %s of %v, want %s", orientation, got, p.Bounds().Size(), want)
			}
			if bytes.Contains(f.Data, []byte("GPS")) {
				t.Error("tells where it was taken")
			}
		}
	}
}

// pngOf is the beginning of a PNG that claims a size.
func pngOf(w, h uint32, depth, colour byte) []byte {
	header := binary.BigEndian.AppendUint32([]byte("IHDR"), w)
	header = binary.BigEndian.AppendUint32(header, h)
	header = append(header, depth, colour, 0, 0, 0)
	b := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), header...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(header))
}

// jpegOf lets a genuine JPEG claim another size, or another way of coding.
func jpegOf(t *testing.T, w, h uint16, marker byte) []byte {
	t.Helper()
	data := asJPEG(t, photo(16, 16))
	at := bytes.Index(data, []byte{0xff, 0xc0})
	data[at+1] = marker
	binary.BigEndian.PutUint16(data[at+5:], h)
	binary.BigEndian.PutUint16(data[at+7:], w)
	return data
}

func TestWhatIsNotTaken(t *testing.T) {
	genuine := asJPEG(t, photo(64, 64))
	scans := bytes.Clone(genuine[:len(genuine)-2])
	for range 80 {
		scans = append(scans, 0xff, 0xda, 0, 2, 1, 2, 3)
	}
	for name, c := range map[string]struct {
		data []byte
		key  string
	}{
		"empty":            {nil, "attachment.empty"},
		"text":             {[]byte("Facture"), "attachment.kind"},
		"program":          {[]byte("MZ\x90\x00"), "attachment.kind"},
		"gif":              {[]byte("GIF89a"), "attachment.kind"},
		"page":             {[]byte("<html>%PDF-1.4"), "attachment.kind"},
		"old pdf":          {[]byte("%PDF-x\n%%EOF"), "attachment.kind"},
		"cut pdf":          {pdf(9)[:300], "attachment.cut"},
		"large pdf":        {append(make([]byte, 0, 8<<20+1), append(pdf(1), make([]byte, 8<<20)...)...), "attachment.size"},
		"large jpeg":       {append(bytes.Clone(genuine), make([]byte, 32<<20)...), "attachment.size"},
		"cut jpeg":         {genuine[:len(genuine)/2], "attachment.damaged"},
		"cut png":          {asPNG(t, photo(64, 64))[:60], "attachment.damaged"},
		"first bytes":      {[]byte("\xff\xd8\xff"), "attachment.damaged"},
		"png bomb":         {pngOf(60_000, 60_000, 8, 6), "attachment.pixels"},
		"png of 2^31":      {pngOf(1<<31-1, 1<<31-1, 8, 6), "attachment.damaged"},
		"png of 64 bits":   {pngOf(6000, 4000, 16, 6), "attachment.pixels"},
		"png of 40 MP":     {pngOf(8000, 5001, 8, 2), "attachment.pixels"},
		"png of nothing":   {pngOf(0, 10, 8, 2), "attachment.damaged"},
		"jpeg bomb":        {jpegOf(t, 65_535, 65_535, 0xc0), "attachment.pixels"},
		"progressive bomb": {jpegOf(t, 5001, 4000, 0xc2), "attachment.pixels"},
		"many scans":       {scans, "attachment.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			before := allocated()
			_, err := attachment.Prepare(name, c.data)
			var f *fault.Error
			if !errors.As(err, &f) || f.Key != c.key || f.Kind != fault.Invalid {
				t.Errorf("got %v, want %s", err, c.key)
			}
			if taken := allocated() - before; taken > 8<<20 {
				t.Errorf("took %d MiB", taken>>20)
			}
		})
	}
}

func allocated() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.TotalAlloc
}

// What comes from another poste is held against the same limits.
func TestCheckRefusesWhatWouldNotHaveBeenKept(t *testing.T) {
	picture := asJPEG(t, photo(64, 64))
	for name, c := range map[string]struct {
		media string
		data  []byte
	}{
		"another media":  {attachment.PDF, picture},
		"no media":       {"", picture},
		"large":          {attachment.JPEG, append(bytes.Clone(picture), make([]byte, 1<<20)...)},
		"bomb":           {attachment.PNG, pngOf(60_000, 60_000, 8, 6)},
		"cut":            {attachment.PDF, pdf(9)[:300]},
		"nothing":        {attachment.PDF, nil},
		"beginning only": {attachment.PNG, []byte("\x89PNG\r\n\x1a\n")},
	} {
		if err := attachment.Check(name, c.media, c.data); !errors.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadIsBounded(t *testing.T) {
	if data, err := attachment.Read("a", strings.NewReader("%PDF")); err != nil || string(data) != "%PDF" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := attachment.Read("a", endless{}); !errors.Is(err, fault.Invalid) {
		t.Errorf("without end: %v", err)
	}
	if _, err := attachment.Read("a", io.MultiReader(strings.NewReader("%PDF"), broken{})); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("broken: %v", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestNamesAreSafe(t *testing.T) {
	for name, want := range map[string]string{
		"reçu.pdf":               "reçu.pdf",
		"rec\u0327u.pdf":         "reçu.pdf",
		"../../etc/passwd":       "passwd.pdf",
		`..\..\autoexec.bat`:     "autoexec.bat.pdf",
		"\u202efdp.exe":          "fdp.exe.pdf",
		"photo.JPEG":             "photo.pdf",
		"":                       "sans nom.pdf",
		"...":                    "sans nom.pdf",
		".pdf":                   "pdf.pdf",
		"a\x00b\nc.pdf":          "abc.pdf",
		"CON.pdf":                "_CON.pdf",
		"com1.scan.pdf":          "_com1.scan.pdf",
		`a<b>c:d"e|f?g*.pdf`:     "a_b_c_d_e_f_g_.pdf",
		"bad\xffutf8.pdf":        "badutf8.pdf",
		strings.Repeat("é", 200): strings.Repeat("é", 48) + ".pdf",
	} {
		if got := prepare(t, name, pdf(1)).Name; got != want || len(got) > attachment.MostName {
			t.Errorf("%q became %q, want %q", name, got, want)
		}
	}
}

func FuzzPrepare(f *testing.F) {
	var small bytes.Buffer
	_ = png.Encode(&small, photo(6, 4))
	f.Add("a.png", small.Bytes())
	f.Add("b.jpg", withExif(asJPEG(f, photo(16, 8)), binary.LittleEndian, 6))
	f.Add("c.pdf", pdf(2))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		made, err := attachment.Prepare(name, data)
		if err != nil {
			if !errors.Is(err, fault.Invalid) {
				t.Fatal(err)
			}
			return
		}
		attachment.Pages(made.Data)
		if err := attachment.Check(made.Name, made.Media, made.Data); err != nil {
			t.Fatalf("kept, and then refused: %v", err)
		}
		again, err := attachment.Prepare(made.Name, made.Data)
		if err != nil || again.Name != made.Name {
			t.Fatalf("%q became %q: %v", made.Name, again.Name, err)
		}
	})
}
