package record

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"time"

	"github.com/quartet-os/quartet/ui/record/raster"
)

// FolderList is the name of the list that a Folder without a rate writes: ffmpeg reads it with
// -f concat.
const FolderList = "frames.ffconcat"

// FolderFrame is the name of the picture of a number, counted from 1.
func FolderFrame(n int) string { return fmt.Sprintf("frame-%06d.png", n) }

// Folder writes pictures into a folder that exists, for a video tool: at a rate one for each tick of
// it, else one for each change and a list with their durations.
type Folder struct {
	still
	dir   string
	rate  int // pictures a second, 0: one a change
	paint *raster.Raster
	inks  *raster.Inks
	worn  string
	n     int           // pictures written
	since time.Duration // when the waiting frame came
	list  bytes.Buffer
}

// NewFolder begins to write pictures of cells of 8 by 17 pixels times scale; it fails on a scale
// that raster.New refuses.
func NewFolder(dir string, about *About, scale, rate int) (*Folder, error) {
	paint, err := raster.New(scale)
	f := &Folder{still: newStill(about), dir: dir, rate: max(rate, 0), paint: paint}
	f.list.WriteString("ffconcat version 1.0\n")
	return f, err
}

// Lacking returns the signs that no font has; they are empty boxes in the pictures.
func (d *Folder) Lacking() []rune { return d.paint.Lacking() }

// Frame takes the next moment.
func (d *Folder) Frame(f *Frame) error {
	if d.any && f.Theme.Name == d.theme.Name && f.Grid.Equal(d.grid) {
		return nil
	}
	if err := d.write(f.At); err != nil {
		return err
	}
	d.since = f.At
	if err := d.about.check(f); err != nil {
		return err
	}
	d.keep(f)
	return nil
}

// Close writes the last picture and the list.
func (d *Folder) Close(at time.Duration) error {
	if err := d.last(); err != nil {
		return err
	}
	if err := d.write(max(at, d.since+1)); err != nil { // it is seen, however short
		return err
	}
	if d.rate > 0 {
		return nil
	}
	fmt.Fprintf(&d.list, "file %s\n", FolderFrame(d.n)) // its duration counts only with a file behind it
	return os.WriteFile(filepath.Join(d.dir, FolderList), d.list.Bytes(), 0o666)
}

// write writes the waiting frame, seen until then.
func (d *Folder) write(until time.Duration) error {
	if !d.any || until <= d.since {
		return nil
	}
	if d.rate == 0 {
		fmt.Fprintf(&d.list, "file %s\nduration %s\n", FolderFrame(d.n+1), seconds(until-d.since))
	} else if d.tick(d.n) >= until {
		return nil
	}
	data, err := d.encode()
	if err != nil {
		return err
	}
	for first := true; first || d.rate > 0 && d.tick(d.n) < until; first = false {
		d.n++
		if err := os.WriteFile(filepath.Join(d.dir, FolderFrame(d.n)), data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// tick is the time of a picture at the rate.
func (d *Folder) tick(n int) time.Duration {
	return time.Duration(n) * time.Second / time.Duration(d.rate)
}

func (d *Folder) encode() ([]byte, error) {
	if d.inks == nil || d.worn != d.theme.Name {
		d.inks, d.worn = raster.NewInks(d.theme), d.theme.Name
	}
	var b bytes.Buffer
	err := png.Encode(&b, d.paint.Paletted(d.grid, d.grid.Bounds(), d.inks))
	return b.Bytes(), err
}
