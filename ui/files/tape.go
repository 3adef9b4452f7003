package files

import (
	"fmt"
	"io"
	"time"

	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/record"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// patience is how long the end of a live recording waits for the disk.
const patience = 5 * time.Second

// Tape is a live recording of the screen. It is written beside whoever records.
type Tape struct {
	Path  string
	Spool *disk.Spool // which tells when it cannot be written any more

	cast  *record.Cast
	w, h  int // of the last frame
	start time.Time
}

// NewTape begins a recording into a file, of a screen of the size that about tells.
func NewTape(file io.WriteCloser, path string, about *record.About) *Tape {
	t := &Tape{Path: path, w: about.W, h: about.H, start: time.Now()}
	t.Spool = disk.NewSpool(func() (io.WriteCloser, error) { return file, nil }, 0)
	t.cast, _ = record.NewCast(t.Spool, about, record.CastV2) // what cannot be written is told by the spool
	return t
}

// Mark says that the recording goes on, and for how long; "" where none does.
func (t *Tape) Mark() string {
	if t == nil {
		return ""
	}
	s := int(time.Since(t.start).Seconds())
	return fmt.Sprintf("REC %d:%02d", s/60, s%60)
}

// Frame records the screen as it stands, in a window of another size as well; nothing where nothing is seen. The theme
// must stay as it is until the next frame.
func (t *Tape) Frame(g *screen.Grid, look *theme.Theme) error {
	at := time.Since(t.start)
	if g.W == 0 || g.H == 0 {
		return nil
	}
	if g.W != t.w || g.H != t.h {
		t.w, t.h = g.W, g.H
		if err := t.cast.Resize(at, g.W, g.H); err != nil {
			return err
		}
	}
	if err := t.cast.Frame(&record.Frame{At: at, Grid: g, Theme: look}); err != nil {
		return err
	}
	return t.cast.Flush()
}

// Stop returns what writes the end of the recording, which is now. It waits for the disk, but not for ever; its error
// says that the recording is not whole, and the first reason of all.
func (t *Tape) Stop() func() error {
	at := time.Since(t.start)
	return func() error {
		err := t.cast.Close(at)
		if written := t.Spool.Close(patience); written != nil {
			err = written
		}
		if err != nil {
			return fmt.Errorf("the recording %s is not whole, what was shown last is missing: %w", t.Path, err)
		}
		return nil
	}
}
