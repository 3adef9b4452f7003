package demo

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/record"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
	"github.com/quartet-os/quartet/visible"
)

// Recording says how a script is recorded.
type Recording struct {
	About    *record.About // its size is the picture's, see Size; its Text is written at the end
	W, H     int           // the whole screen with its captions, in cells
	Keys     bool          // key caps are shown
	From, To int64         // passes: frames before From and after To are left out; To 0 has no end
	Speed    float64       // how many times as fast; 0 is 1
	Most     time.Duration // after which a recording ends, 0 for never
	Hold     time.Duration // how long the last frame stays beyond the script
	Panel    string        // the one panel that is shown, "" for all
	Frame    string        // what is around it, one of Frames; "" for nothing
	Notes    io.Writer     // for the script's notes; nil leaves them out
	Progress func(time.Duration)
	// Follow hears what is played, action by action, with which change of the scene, and what is asked or answered; nil
	// for nobody.
	Follow func(s *session.Session, with, asked string)
	Say    func(text string) // hears, where that is not nil, the chapters and captions at what it was told last
}

// Size returns the size of the picture, in cells: that of the screen, or of its one panel. The error
// says which panels there are, or how much room captions leave.
func (r *Recording) Size(s *Script, stage Stage) (w, h int, err error) {
	_, part, rows, err := r.plan(s, stage)
	x, y := r.margin()
	return part.W + 2*x, part.H + rows + 2*y, err
}

// plan divides the picture: the screen's rows, the part of it that is shown, the rows of captions
// below.
func (r *Recording) plan(s *Script, stage Stage) (height int, part screen.Rect, rows int, err error) {
	if r.Panel != "" {
		part, err = stage.Place(r.Panel, r.W, r.H)
		return r.H, part, s.StripRows(part.W, r.Keys), err
	}
	rows = s.StripRows(r.W, r.Keys)
	height = r.H - rows
	if height < minHeight {
		err = fmt.Errorf("a size of %dx%d leaves %d rows for the screen above %d of captions; it needs %d",
			r.W, r.H, height, rows, minHeight)
	}
	return height, screen.R(0, 0, r.W, height), rows, err
}

// Record plays a script on a stage as fast as it can and hands every frame to a writer; it closes the
// writer. It ends early with ctx's error. The same script on the same stage gives the same frames.
func Record(ctx context.Context, s *Script, stage Stage, r Recording, w record.Writer) error {
	t, err := newTake(s, stage, r, w)
	if err != nil {
		return err
	}
	if !s.acts() { // else the first frame is what comes of it
		t.follow()
		if err := t.frame(); err != nil {
			return err
		}
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		at, more := t.player.Next()
		if !more || r.Most > 0 && at > r.Most || t.past() {
			break
		}
		if err := t.player.Do(); err != nil {
			return err
		}
		t.follow()
		t.hear()
		if next, more := t.player.Next(); more && next == at {
			continue // what happens at one time is one frame
		}
		if err := t.frame(); err != nil {
			return err
		}
	}
	return t.close()
}

// take is a recording being made.
type take struct {
	Recording
	player *Player
	stage  Stage
	out    record.Writer
	teller teller
	alt    alt

	inner, whole *screen.Grid
	height       int         // of the screen in inner
	part         screen.Rect // of it that is shown
	rows         int         // of the strip below
	look         theme.Theme
	began        bool
	start        time.Duration // the player's clock at the first frame
	chapter      string        // not yet in a frame
	caption      string        // that is shown
	said         []string      // not yet in a frame
	marks        marks
	told         time.Duration // of the last progress
	early        bool          // the picture has not begun, and something may be said before
}

func newTake(s *Script, stage Stage, r Recording, w record.Writer) (*take, error) {
	player, err := NewPlayer(s, stage, r.Notes, InTime)
	if err != nil {
		return nil, err
	}
	if r.Speed == 0 {
		r.Speed = 1
	}
	t := &take{Recording: r, player: player, stage: stage, out: w, inner: screen.New(0, 0), whole: screen.New(0, 0)}
	t.height, t.part, t.rows, err = r.plan(s, stage)
	return t, err
}

// hear takes in what is told now, and where what a frame has besides stands in that: a script says the one behind the
// other, also in one moment. In the first frame it comes before the boot.
func (t *take) hear() {
	if !t.began {
		return
	}
	if !t.player.veil.covers() { // else it is told when the answers are shown
		t.said = append(t.said, t.teller.tell(t.stage)...)
	}
	posed, captioned := t.player.posed != "", t.player.Strip().Caption != t.caption
	if !t.marks.any && (posed || captioned || t.player.chapter != "") {
		t.marks.any, t.marks.before = true, len(t.said)
	}
	t.marks.posed = t.marks.posed || posed && !captioned
}

// marks is what a frame that is not yet made has besides the story.
type marks struct {
	any    bool
	before int  // so many sentences stand before it
	posed  bool // what is posed stands before the caption
}

// past reports whether the pass To is over.
func (t *take) past() bool {
	e := t.stage.Session().Engine()
	return t.To > 0 && (e.PassNumber() > t.To || e.PassNumber() == t.To && e.RunningSlot() < 0)
}

// frame hands the present moment on.
func (t *take) frame() error {
	if c := t.player.TakeChapter(); c != "" {
		t.chapter = c
		t.alt.chapter(c)
	}
	pass := t.stage.Session().Engine().PassNumber()
	early := pass < t.From || t.stage.Awaits() // what is asked first is answered in the first frame
	if !t.began && early || t.To > 0 && pass > t.To {
		t.teller.skip(t.stage)
		t.said, t.marks = nil, marks{}
		return nil
	}
	first := !t.began
	if first {
		t.began, t.start = true, t.player.Now()
	}
	f := record.Frame{At: t.time(), Grid: t.whole, Theme: &t.look, Chapter: t.chapter}
	t.hear()
	if f.Said = t.said; !first {
		f.Before, f.PosedFirst = t.marks.before, t.marks.posed
	}
	t.said, t.marks = nil, marks{}
	f.Poster = t.player.TakePoster()
	t.chapter = ""
	t.look = t.stage.Look()
	t.draw()
	if caption := t.player.Strip().Caption; caption != t.caption {
		t.caption, f.Caption = caption, caption
		t.alt.caption(caption)
	}
	if f.Posed = t.player.TakePosed(); f.Posed != "" {
		t.alt.caption(f.Posed)
	}
	if t.Progress != nil && f.At-t.told >= time.Second {
		t.told = f.At
		t.Progress(f.At)
	}
	return t.out.Frame(&f)
}

// time is the recording's time of the present moment.
func (t *take) time() time.Duration {
	return (time.Duration(float64(t.player.Now()-t.start) / t.Speed)).Round(time.Millisecond)
}

// draw draws the screen, or its one panel, and the strip.
func (t *take) draw() {
	t.whole.Resize(t.About.W, t.About.H)
	x, y := t.margin()
	if t.Frame == windowFrame {
		drawWindow(t.whole.Canvas(), t.About.Title)
	}
	t.inner.Resize(t.W, t.height)
	t.stage.Draw(t.inner)
	t.whole.Sub(screen.R(x, y, t.part.W, t.part.H)).Paste(t.inner, -t.part.X, -t.part.Y)
	if t.rows > 0 {
		t.player.Strip().Draw(t.whole.Sub(screen.R(x, y+t.part.H, t.part.W, t.rows)), t.Keys)
	}
}

// close ends the recording.
func (t *take) close() error {
	if !t.began {
		return fmt.Errorf("the recording is empty: pass %d is never reached", t.From)
	}
	end := t.time() + t.Hold
	t.About.Text = visible.Line(t.alt.text(t.About.Title, t.stage, end, t.player.veil.covers()))
	return t.out.Close(end)
}
