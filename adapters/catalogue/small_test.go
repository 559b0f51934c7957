package catalogue_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	adapter "allmende/adapters/catalogue"
	"allmende/domain/access"
	"allmende/ports/view"
)

func drawn(t *testing.T, width, height int, encode func(*bytes.Buffer, image.Image) error) view.Medium {
	t.Helper()
	picture := image.NewNRGBA(image.Rect(0, 0, width, height))
	for x := range width / 2 {
		for y := range height {
			picture.Set(x, y, color.NRGBA{R: 200, A: 255})
		}
	}
	var content bytes.Buffer
	if err := encode(&content, picture); err != nil {
		t.Fatal(err)
	}
	return view.Medium{Name: "bild", Content: content.Bytes()}
}

func asPNG(b *bytes.Buffer, i image.Image) error  { return png.Encode(b, i) }
func asJPEG(b *bytes.Buffer, i image.Image) error { return jpeg.Encode(b, i, nil) }

func TestAnImageFitsIntoAList(t *testing.T) {
	for name, c := range map[string]struct {
		medium view.Medium
		size   image.Point
	}{
		"a photograph":      {drawn(t, 640, 480, asJPEG), image.Pt(160, 120)},
		"a tall drawing":    {drawn(t, 300, 1200, asPNG), image.Pt(40, 160)},
		"a strip":           {drawn(t, 4000, 1, asPNG), image.Pt(160, 1)},
		"one already small": {drawn(t, 90, 60, asPNG), image.Pt(90, 60)},
	} {
		small, err := adapter.Reader{}.Small(c.medium)
		if err != nil || small.ContentType != "image/jpeg" || small.Name != "bild" {
			t.Errorf("%s: %s %s, %v", name, small.Name, small.ContentType, err)
			continue
		}
		got, err := jpeg.Decode(bytes.NewReader(small.Content))
		if err != nil || got.Bounds().Size() != c.size {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	small, err := adapter.Reader{}.Small(drawn(t, 200, 200, asPNG))
	if err != nil {
		t.Fatal(err)
	}
	picture, err := jpeg.Decode(bytes.NewReader(small.Content))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, _ := picture.At(150, 80).RGBA(); r < 0xf000 || g < 0xf000 || b < 0xf000 {
		t.Errorf("what is transparent is not white but %x %x %x", r, g, b)
	}
}

func TestWhatIsNoImageHasNoSmallOne(t *testing.T) {
	broken := drawn(t, 50, 50, asPNG)
	broken.Content = broken.Content[:len(broken.Content)/2]
	for name, m := range map[string]view.Medium{
		"a data sheet": {Content: []byte("%PDF-1.4\n")}, "nothing": {}, "a broken one": broken, "one that fills the memory": drawn(t, 100_000, 81, asPNG),
	} {
		if _, err := (adapter.Reader{}).Small(m); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
