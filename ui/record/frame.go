package record

import (
	"fmt"
	"time"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Frame is one moment of a recording: what is seen from At on, until the next frame.
type Frame struct {
	At    time.Duration // from the beginning, in whole milliseconds; never less than the frame before
	Grid  *screen.Grid  // of the size that About names; a writer keeps no hold of it
	Theme *theme.Theme

	Poster  bool     // it stands for the whole film, where that is not played
	Chapter string   // a chapter begins here, or ""
	Caption string   // a caption appears here, or ""
	Posed   string   // a question is put to the class here, or its answer revealed, in words; or ""
	Said    []string // the sentences of the story since the frame before
	Before  int      // so many of these stand before the chapter, the caption and what is posed
	// PosedFirst: what is posed stands before the caption.
	PosedFirst bool
}

// Marked reports whether the frame tells something besides the story.
func (f *Frame) Marked() bool { return f.Chapter != "" || f.Caption != "" || f.Posed != "" }

// About says what is recorded.
type About struct {
	Title   string // a line
	Text    string // what can be seen, for those who cannot see it; it may become known until Close
	Command string // what made the recording, for a cast's header
	W, H    int    // size in cells
	Theme   theme.Theme
}

// Writer takes a recording frame by frame.
type Writer interface {
	// Frame takes the next moment. A frame that looks like the one before is no new picture.
	Frame(f *Frame) error
	// Close ends the recording at a time: the last frame is seen until then.
	Close(at time.Duration) error
}

// check refuses a frame that does not fit the recording.
func (a *About) check(f *Frame) error {
	if f.Grid.W != a.W || f.Grid.H != a.H {
		return fmt.Errorf("a frame of %dx%d cells in a recording of %dx%d", f.Grid.W, f.Grid.H, a.W, a.H)
	}
	return nil
}

// still keeps a frame, for the forms that show one: the poster, or the last.
type still struct {
	about  *About
	grid   *screen.Grid
	theme  theme.Theme
	any    bool
	posted bool
}

func newStill(about *About) still { return still{about: about, grid: screen.New(0, 0)} }

// Frame keeps the moment.
func (s *still) Frame(f *Frame) error {
	if err := s.about.check(f); err != nil {
		return err
	}
	if !s.posted || f.Poster {
		s.keep(f)
	}
	s.posted = s.posted || f.Poster
	return nil
}

func (s *still) keep(f *Frame) {
	s.grid.CopyFrom(f.Grid)
	s.theme, s.any = *f.Theme, true
}

// last refuses a recording without a frame.
func (s *still) last() error {
	if !s.any {
		return errEmpty
	}
	return nil
}

// seconds writes a time as seconds with their thousandths.
func seconds(at time.Duration) string {
	ms := at.Milliseconds()
	return fmt.Sprintf("%d.%03d", ms/1000, ms%1000)
}
