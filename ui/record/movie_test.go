package record

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
	"github.com/quartet-os/quartet/ui/track"
)

func TestMain(m *testing.M) { os.Exit(effort.Run(m)) }

// movie is frames as the screen shows them, a step each quarter of a second.
type movie struct {
	about  *About
	frames []Frame
	end    time.Duration
}

// newMovie runs a scene of the shelf.
func newMovie(t testing.TB, scene string, steps, w, h int) *movie {
	t.Helper()
	p := scenetest.Shipped(t, scene)
	s := scenetest.Open(t, p)
	th := theme.Default()
	var strip track.Track
	m := &movie{about: &About{Title: "A <bounded> buffer & its queues", Text: "Two producers, two consumers.",
		Command: "quartet record bounded-buffer", W: w, H: h, Theme: th}}
	for i := range steps {
		f := Frame{At: time.Duration(i) * 250 * time.Millisecond, Grid: screen.New(w, h), Theme: &th}
		if i%40 == 0 {
			f.Chapter = fmt.Sprintf("Part %d", i/40+1)
		}
		now := panel.Frame{Program: p, Now: s.Engine().Snapshot(nil), Events: s.Events(), Selected: -1, Listing: -1,
			Position: s.Position(), Length: s.Length(), Playing: true, Speed: "4 steps/s",
			Keys: []panel.KeyHint{{Key: "space", Does: "step"}, {Key: "?", Does: "all"}}}
		for _, told := range s.Story(20) {
			now.Story = append(now.Story, panel.Sentence{Step: told.Step, Who: told.Who, Name: told.Name,
				Role: told.Role, Text: told.Text, Trouble: told.Trouble, Place: told.Place})
			if told.Step == s.Position() {
				f.Said = append(f.Said, told.String())
			}
		}
		columns, parts := panel.TimeColumns(&now, w, h)
		now.Track, now.Run = strip.At(s, columns, parts, 0)
		panel.Draw(f.Grid, &now)
		m.frames = append(m.frames, f)
		s.Forward()
	}
	m.end = time.Duration(steps) * 250 * time.Millisecond
	return m
}

// odd is frames that are harder than the screen's: wide runes that come and go, signs of every kind,
// two themes, pauses too short and too long, and frames that show nothing new.
func odd(t testing.TB) *movie {
	t.Helper()
	light, err := theme.ByName("light")
	if err != nil {
		t.Fatal(err)
	}
	mono, err := theme.ByName("mono")
	if err != nil {
		t.Fatal(err)
	}
	dark := theme.Default()
	m := &movie{about: &About{Title: "odd", W: 30, H: 4, Theme: dark}}
	lines := []string{"", "界界 <&> \"x\"  'y'", "a界b  ┼╬═║ ▒▓", " 界 é ⣿⠁ ▟▖▔▕▏", "x",
		"x", "┌┬┐├┼┤└┴┘ ┄┆ ▁▂▃▄▅▆▇█", "", "z"}
	at := time.Duration(0)
	for i, text := range lines {
		f := Frame{At: at, Grid: screen.New(30, 4), Theme: &dark}
		switch i {
		case 3, 4:
			f.Theme = &light
		case 6:
			f.Theme = &mono
		}
		for y := range 4 {
			f.Grid.Canvas().Text(y*i%5, y, text, theme.StyleID((i*7+y*11)%theme.NumStyles))
		}
		m.frames = append(m.frames, f)
		at += []time.Duration{100, 7, 1234, 15, 500, 11, 700_000, 40, 3}[i] * time.Millisecond
	}
	m.end = at
	return m
}

// play hands the frames to a writer, on one grid, as a recorder does.
func (m *movie) play(t testing.TB, w Writer) {
	t.Helper()
	g := screen.New(0, 0)
	for _, f := range m.frames {
		g.CopyFrom(f.Grid)
		f.Grid = g
		if err := w.Frame(&f); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(m.end); err != nil {
		t.Fatal(err)
	}
}

// at returns the frame that is seen at a time.
func (m *movie) at(at time.Duration) *Frame {
	found := &m.frames[0]
	for i := range m.frames {
		if m.frames[i].At <= at {
			found = &m.frames[i]
		}
	}
	return found
}
