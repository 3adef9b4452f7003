package record

import (
	"time"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Limit hands frames on to w, at most so many a second: of those that come sooner only the last is
// shown, at the time of the next that may. What they tell is not lost. A rate of 0 is no limit.
func Limit(w Writer, rate int) Writer {
	if rate <= 0 {
		return w
	}
	return &limit{w: w, least: time.Second / time.Duration(rate), grid: screen.New(0, 0)}
}

// limit holds a frame back until it is known to be shown.
type limit struct {
	w     Writer
	least time.Duration
	grid  *screen.Grid
	theme theme.Theme
	held  Frame
	any   bool
	free  time.Duration // when the next frame may be shown
}

// Frame takes a moment. It is shown when it comes, or as soon as it may be.
func (l *limit) Frame(f *Frame) error {
	twice := f.Chapter != "" && l.held.Chapter != "" || f.Caption != "" && l.held.Caption != "" ||
		f.Posed != "" && l.held.Posed != "" || l.held.Poster
	if l.any && (f.At > l.held.At || twice) {
		if err := l.flush(); err != nil {
			return err
		}
	}
	l.grid.CopyFrom(f.Grid)
	l.theme = *f.Theme
	l.held.At, l.held.Grid, l.held.Theme = max(f.At, l.free), l.grid, &l.theme
	if f.Marked() && !l.held.Marked() {
		l.held.Before, l.held.PosedFirst = len(l.held.Said)+f.Before, f.PosedFirst
	}
	if l.held.Caption == "" && l.held.Posed != "" && f.Caption != "" {
		l.held.PosedFirst = true
	}
	l.held.Said = append(l.held.Said, f.Said...)
	l.held.Poster = f.Poster
	if f.Chapter != "" {
		l.held.Chapter = f.Chapter
	}
	if f.Caption != "" {
		l.held.Caption = f.Caption
	}
	if f.Posed != "" {
		l.held.Posed = f.Posed
	}
	l.any = true
	return nil
}

// flush hands the held frame on.
func (l *limit) flush() error {
	l.any = false
	l.free = l.held.At + l.least
	err := l.w.Frame(&l.held)
	l.held = Frame{}
	return err
}

// Close ends the recording.
func (l *limit) Close(at time.Duration) error {
	if l.any {
		if err := l.flush(); err != nil {
			return err
		}
	}
	return l.w.Close(max(at, l.free))
}
