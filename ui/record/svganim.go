package record

import (
	"bufio"
	"fmt"
	"io"
	"time"

	"github.com/quartet-os/quartet/ui/screen"
)

// segmentFrames is the number of frames that lie one over the other; then the whole screen is
// written again and those before are hidden, so that a long recording stays light to show.
const segmentFrames = 150

// afterPoster is the class of the frames that hide while the picture does not move.
const afterPoster = "late"

// AnimatedSVG writes a picture of text that moves, for ever from the beginning. A frame holds only
// the cells that change, on a ground that hides what was there, and appears at its time by the style
// sheet. What cannot show the movement, or is asked not to, shows the poster, or the last frame.
type AnimatedSVG struct {
	w                *bufio.Writer
	about            *About
	paint            *svgPaint
	shown            *screen.Grid
	worn             string
	posted           bool
	starts, segments []int64 // ms of each frame, and the frame each segment begins with
	buf              []byte
}

// NewAnimatedSVG begins a picture.
func NewAnimatedSVG(w io.Writer, about *About) (*AnimatedSVG, error) {
	s := &AnimatedSVG{w: bufio.NewWriter(w), about: about, paint: newSVGPaint(), shown: screen.New(0, 0)}
	b := svgHead(about)
	b = svgGround(b, about, s.paint.classOf(ink{colour: about.Theme.Ground}))
	_, err := s.w.Write(b)
	return s, err
}

// Frame writes what differs from the frame before.
func (s *AnimatedSVG) Frame(f *Frame) error {
	if err := s.about.check(f); err != nil {
		return err
	}
	n := len(s.starts)
	fresh := n == 0 || f.Theme.Name != s.worn
	if !fresh && f.Grid.Equal(s.shown) {
		s.posted = s.posted || f.Poster
		return nil
	}
	defer func() { s.posted = s.posted || f.Poster }()
	s.buf = s.buf[:0]
	stretches := changes(s.shown, f.Grid, 3)
	if begins := n%segmentFrames == 0; fresh || begins {
		stretches = everything(f.Grid)
		if begins {
			if n > 0 {
				s.buf = append(s.buf, "</g>\n"...)
			}
			s.buf = appendf(s.buf, `<g id="s`, len(s.segments), "\">\n")
			s.segments = append(s.segments, int64(n))
		}
	}
	late := ""
	if s.posted {
		late = `" class="` + afterPoster
	}
	s.buf = appendf(s.buf, `<g id="f`, n, late, "\">\n")
	s.buf = s.paint.cells(s.buf, f.Grid, f.Theme, stretches, true)
	s.buf = append(s.buf, "</g>\n"...)
	s.starts = append(s.starts, f.At.Milliseconds())
	s.shown.CopyFrom(f.Grid)
	s.worn = f.Theme.Name
	_, err := s.w.Write(s.buf)
	return err
}

// Close writes the style sheet with the times.
func (s *AnimatedSVG) Close(at time.Duration) error {
	if len(s.starts) == 0 {
		return errEmpty
	}
	total := max(at.Milliseconds(), s.starts[len(s.starts)-1]+1)
	fmt.Fprintf(s.w, "</g>\n%s<style>%s\ng[id]{animation:%d.%03ds step-end infinite}\n",
		svgWords(s.about), s.paint.style(), total/1000, total%1000)
	if s.posted {
		fmt.Fprintf(s.w, "g.%s{visibility:hidden}\n", afterPoster)
	}
	for i, at := range s.starts[1:] {
		fmt.Fprintf(s.w, "#f%d{animation-name:f%d}@keyframes f%d{0%%{visibility:hidden}%s{visibility:visible}}\n",
			i+1, i+1, i+1, share(at, total))
	}
	for i, first := range s.segments[1:] { // a segment is hidden when the next one begins
		fmt.Fprintf(s.w, "#s%d{animation-name:s%d}@keyframes s%d{0%%{opacity:1}%s{opacity:0}}\n",
			i, i, i, share(s.starts[first], total))
	}
	fmt.Fprint(s.w, "@media(prefers-reduced-motion:reduce){g[id]{animation:none!important}}\n</style>\n</svg>\n")
	return s.w.Flush()
}

// share returns a part of a whole in percent, fine enough for a millisecond of two hours.
func share(part, whole int64) string {
	n := (part*10_000_000 + whole/2) / whole
	return fmt.Sprintf("%d.%05d%%", n/100_000, n%100_000)
}
