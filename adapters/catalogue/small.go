package catalogue

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // what catalogues bring
	"slices"
	"sync"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // what catalogues bring

	"allmende/domain/access"
	"allmende/ports/view"
)

const (
	smallEdge  = 160       // pixels: two for each of those that a list shows
	mostPixels = 8_000_000 // of the image itself; a larger one takes too much memory to be read
)

// oneAtATime keeps what images take of memory and processor to that of one of them.
var oneAtATime sync.Mutex

// Small makes a JPEG on white of an image, that fits into a list. It fails with
// access.ErrNotFound for what is none, or is too large.
func (Reader) Small(m view.Medium) (view.Medium, error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(m.Content))
	if err != nil || config.Width <= 0 || config.Height <= 0 || config.Width > mostPixels/config.Height {
		return view.Medium{}, access.ErrNotFound
	}
	oneAtATime.Lock()
	defer oneAtATime.Unlock()
	whole, _, err := image.Decode(bytes.NewReader(m.Content))
	if err != nil {
		return view.Medium{}, access.ErrNotFound
	}
	small := image.NewRGBA(image.Rectangle{Max: fitting(whole.Bounds().Size())})
	draw.Draw(small, small.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(small, small.Bounds(), whole, whole.Bounds(), draw.Over, nil)
	var content bytes.Buffer
	if err := jpeg.Encode(&content, small, &jpeg.Options{Quality: 85}); err != nil {
		return view.Medium{}, err
	}
	return view.Medium{Name: m.Name, ContentType: "image/jpeg", Hash: m.Hash, Content: slices.Clip(content.Bytes())}, nil
}

// fitting keeps the proportions within the edge; nothing is made larger.
func fitting(of image.Point) image.Point {
	longer := max(of.X, of.Y)
	if longer <= smallEdge {
		return of
	}
	return image.Point{X: max(1, of.X*smallEdge/longer), Y: max(1, of.Y*smallEdge/longer)}
}
