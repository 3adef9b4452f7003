package demo_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/record"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

func TestMain(m *testing.M) { os.Exit(effort.Run(m)) }

// newSession opens a scene of the shelf.
func newSession(name string) (*session.Session, error) {
	file, text, err := presets.Source(name)
	if err != nil {
		return nil, err
	}
	p, err := program.Parse(file, text)
	if err != nil {
		return nil, err
	}
	return session.New(p)
}

// openScene opens a scene of the shelf, which has no file.
func openScene(name string) (*session.Session, string, error) {
	s, err := newSession(name)
	return s, "", err
}

// newStage puts a scene of the shelf on a stage without a terminal.
func newStage(t testing.TB, scene string) *ui.Stage {
	t.Helper()
	s, err := newSession(scene)
	if err != nil {
		t.Fatal(err)
	}
	stage, err := ui.NewStage(context.Background(), ui.Options{Session: s, Open: openScene, Scenes: scenetest.Shelf})
	if err != nil {
		t.Fatal(err)
	}
	return stage
}

// tape keeps the frames of a recording.
type tape struct {
	at     []time.Duration
	grids  []*screen.Grid
	themes []string
	said   [][]string
	marks  []string
	end    time.Duration
}

func (p *tape) Frame(f *record.Frame) error {
	g := screen.New(0, 0)
	g.CopyFrom(f.Grid)
	p.at, p.grids, p.themes = append(p.at, f.At), append(p.grids, g), append(p.themes, f.Theme.Name)
	p.said = append(p.said, f.Said)
	if f.Chapter != "" {
		p.marks = append(p.marks, fmt.Sprint(f.At, " ", f.Chapter))
	}
	return nil
}

func (p *tape) Close(at time.Duration) error {
	p.end = at
	return nil
}

// seen returns the screen at a time.
func (p *tape) seen(at time.Duration) string {
	text := ""
	for i, g := range p.grids {
		if p.at[i] <= at {
			text = g.String()
		}
	}
	return text
}

// record plays a script on the bounded buffer, at 100x30.
func recorded(t testing.TB, script string, change ...func(*demo.Recording)) (*tape, *demo.Recording) {
	t.Helper()
	p, r, err := try(t, script, change...)
	if err != nil {
		t.Fatal(err)
	}
	return p, r
}

func try(t testing.TB, script string, change ...func(*demo.Recording)) (*tape, *demo.Recording, error) {
	t.Helper()
	s, err := demo.Parse("test.demo", script)
	if err != nil {
		t.Fatal(err)
	}
	r := demo.Recording{W: 100, H: 30, About: &record.About{Title: "A test", Theme: theme.Default()}}
	for _, f := range change {
		f(&r)
	}
	stage := newStage(t, "bounded-buffer")
	if r.About.W, r.About.H, err = r.Size(s, stage); err != nil {
		return nil, &r, err
	}
	p := &tape{}
	return p, &r, demo.Record(context.Background(), s, stage, r, p)
}

// step finds the number of the step in the header.
func step(t testing.TB, shown string) int {
	t.Helper()
	_, after, _ := strings.Cut(shown, "step ")
	var n int
	if _, err := fmt.Sscan(after, &n); err != nil {
		t.Fatalf("there is no step on the screen:\n%s", shown)
	}
	return n
}

func TestKeysAreABeatApart(t *testing.T) {
	p, _ := recorded(t, "key space*3\nspeed 2\nkey space space\npause 2s\nkey left")
	want := map[time.Duration]int{0: 1, 250: 2, 500: 3, 750: 4, 1250: 5, 3700: 5, 3750: 4}
	for at, n := range want {
		if got := step(t, p.seen(at*time.Millisecond)); got != n {
			t.Errorf("at %d ms step %d is shown, want %d", at, got, n)
		}
	}
	if p.end != 4250*time.Millisecond {
		t.Errorf("it ends after %v", p.end)
	}
}

func TestARunTakesItsSteps(t *testing.T) {
	p, _ := recorded(t, "run 3s\nspeed 16\nrun 1s\npause 1s\nrun until pass 20\npause 1s")
	for at, n := range map[time.Duration]int{0: 0, 250: 1, 1000: 4, 2900: 11, 3000: 12, 3500: 20, 4900: 28} {
		if got := step(t, p.seen(at*time.Millisecond)); got != n {
			t.Errorf("at %d ms step %d is shown, want %d", at, got, n)
		}
	}
	if last := p.seen(p.end); !strings.Contains(last, "pass 20") {
		t.Errorf("it does not end with pass 20:\n%s", last)
	}
	if !strings.Contains(p.seen(time.Second), "4 steps/s") ||
		strings.Contains(p.seen(4500*time.Millisecond), "steps/s") {
		t.Error("the header does not say when it runs")
	}
}

func TestTypingIsSeen(t *testing.T) {
	p, _ := recorded(t, "type spawn producer\npause 1s")
	if !strings.Contains(p.seen(700*time.Millisecond), ":spaw") {
		t.Errorf("the prompt shows\n%s", p.seen(700*time.Millisecond))
	}
	if last := p.seen(p.end); !strings.Contains(last, "p3") || !strings.Contains(last, "u undoes") {
		t.Errorf("the command was not given:\n%s", last)
	}
}

func TestCaptionsHaveRowsOfTheirOwn(t *testing.T) {
	p, r := recorded(t, "pause 1s\ncaption Two producers.\npause 1s\ncaption "+strings.Repeat("long words ", 12)+
		"\npause\ncaption\nkey space")
	if r.About.W != 100 || r.About.H != 30 {
		t.Errorf("the picture is %dx%d", r.About.W, r.About.H)
	}
	foot := func(at time.Duration) string {
		lines := strings.Split(p.seen(at), "\n")
		return strings.Join(lines[28:], "|")
	}
	if got := foot(500 * time.Millisecond); got != "|" {
		t.Errorf("before the caption stands %q", got)
	}
	if got := foot(1500 * time.Millisecond); got != "  Two producers.|" {
		t.Errorf("the caption is %q", got)
	}
	if got := foot(2500 * time.Millisecond); !strings.Contains(got, "|  words long") {
		t.Errorf("the long caption is %q", got)
	}
	if got := foot(p.end); got != "|" {
		t.Errorf("after the caption stands %q", got)
	}
	for _, part := range []string{"A test. A recording of Quartet", "bounded-buffer", "Two producers.",
		"READY", "FREE"} {
		if !strings.Contains(r.About.Text, part) {
			t.Errorf("the words for it lack %q: %s", part, r.About.Text)
		}
	}
}

func TestKeyCaps(t *testing.T) {
	p, _ := recorded(t, "key n right\npause 3s", func(r *demo.Recording) { r.Keys = true })
	last := func(at time.Duration) string {
		lines := strings.Split(p.seen(at), "\n")
		return strings.Join(strings.Fields(lines[29]), " ")
	}
	for at, want := range map[time.Duration]string{0: "n", 300: "n ▸", 1400: "n ▸", 1500: ""} {
		if got := last(at * time.Millisecond); got != want {
			t.Errorf("at %d ms the caps are %q, want %q", at, got, want)
		}
	}
}

func TestChaptersThemesAndQuestions(t *testing.T) {
	p, _ := recorded(t, "theme light\nchapter One\npause 1s\ntheme dark\nchapter Two\n"+
		"ask Who runs next? | p1 | c2\npause 1s\nask\npause 1s")
	if got := strings.Join(p.marks, ", "); got != "0s One, 1s Two" {
		t.Errorf("the marks are %s", got)
	}
	if p.themes[0] != "light" || p.themes[len(p.themes)-1] != "dark" {
		t.Errorf("the themes are %v", p.themes)
	}
	if asked := p.seen(1500 * time.Millisecond); !strings.Contains(asked, "Who runs next?   1 p1   2 c2") {
		t.Errorf("the question is not shown:\n%s", asked)
	}
	if strings.Contains(p.seen(p.end), "Who runs") {
		t.Error("the question is still there")
	}
}

func TestTheStoryIsTold(t *testing.T) {
	p, _ := recorded(t, "pause 1s\nkey space space left\ndo spawn producer\nkey end")
	var all []string
	for _, said := range p.said {
		all = append(all, said...)
	}
	text := strings.Join(all, "\n")
	for _, part := range []string{"p1 is spawned at boot", "(back to step 1)", "p3 is spawned"} {
		if strings.Count(text, part) != 1 {
			t.Errorf("%q is told %d times:\n%s", part, strings.Count(text, part), text)
		}
	}
}

func TestFromToSpeedAndHold(t *testing.T) {
	whole, _ := recorded(t, "speed 8\nrun 20s")
	p, _ := recorded(t, "speed 8\nrun 20s", func(r *demo.Recording) {
		r.From, r.To, r.Speed, r.Hold = 5, 9, 2, 3*time.Second
	})
	if first := p.seen(0); !strings.Contains(first, "pass 5") {
		t.Errorf("it begins with\n%s", first)
	}
	last := p.seen(p.end)
	if !strings.Contains(last, "pass 9 ") || strings.Contains(last, "pass 10 ") {
		t.Errorf("it ends with\n%s", last)
	}
	if n := step(t, last) - step(t, p.seen(0)); p.end != time.Duration(n)*time.Second/16+3*time.Second {
		t.Errorf("%d steps and the hold take %v", n, p.end)
	}
	if len(p.grids) >= len(whole.grids) {
		t.Error("nothing was left out")
	}
	_, _, err := try(t, "pause 1s", func(r *demo.Recording) { r.From = 5 })
	if err == nil || !strings.Contains(err.Error(), "pass 5 is never reached") {
		t.Errorf("the error is %v", err)
	}
}

func TestOnePanel(t *testing.T) {
	whole, _ := recorded(t, "key n*3")
	p, r := recorded(t, "key n*3", func(r *demo.Recording) { r.Panel = "ready" })
	shown := p.seen(p.end)
	if lines := strings.Split(shown, "\n"); len(lines) != r.About.H || !strings.HasPrefix(lines[0], "╭─ READY ") {
		t.Errorf("the panel is\n%s", shown)
	}
	for _, line := range strings.Split(shown, "\n") {
		if !strings.Contains(whole.seen(whole.end), line) {
			t.Errorf("%q is not on the screen", line)
		}
	}
	for panel, want := range map[string]string{
		"nothing": `no panel "nothing"`, "objects": "no room on a screen of 60x18",
	} {
		_, _, err := try(t, "key n", func(r *demo.Recording) { r.Panel, r.W, r.H = panel, 60, 18 })
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("panel %s: %v", panel, err)
		}
	}
}

func TestWhatGoesWrongNamesItsLine(t *testing.T) {
	for script, want := range map[string]string{
		"key n\nkey ctrl+alt+q":       "test.demo:2: the key ctrl+alt+q means nothing here",
		"key n\n\ndo spawn nobody":    "test.demo:3:",
		"key a":                       "test.demo:1: the key a",
		"type kill everyone\nkey esc": "test.demo:1: there is no coroutine \"everyone\" now",
	} {
		_, _, err := try(t, script)
		var line *demo.LineError
		if !errors.As(err, &line) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", script, err)
		}
	}
	_, _, err := try(t, "caption x", func(r *demo.Recording) { r.H = 18 })
	if err == nil || !strings.Contains(err.Error(), "leaves 17 rows") {
		t.Errorf("a screen without room for captions: %v", err)
	}
}

func TestARecordingCanBeStopped(t *testing.T) {
	s, err := demo.Parse("test.demo", "speed 64\nrun 600s")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r := demo.Recording{W: 80, H: 24, About: &record.About{W: 80, H: 24}}
	r.Progress = func(at time.Duration) {
		if at >= 3*time.Second {
			cancel()
		}
	}
	p := &tape{}
	if err := demo.Record(ctx, s, newStage(t, "bounded-buffer"), r, p); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
	if p.end != 0 || p.at[len(p.at)-1] > 4*time.Second {
		t.Error("it went on")
	}
}

// TestTheSameScriptGivesTheSameBytes records twice in each form, with everything that a script can do.
func TestTheSameScriptGivesTheSameBytes(t *testing.T) {
	script := "chapter One\ncaption What now?\nkey n*4 p left tab w esc\n" +
		"type spawn consumer\nrun 2s\ntheme light\nkey ? esc\nkey o esc\nrun until pass 30"
	forms := map[string]func(io.Writer, *record.About) (record.Writer, error){
		"cast": func(w io.Writer, a *record.About) (record.Writer, error) {
			return record.NewCast(w, a, record.CastV2)
		},
		"gif":  func(w io.Writer, a *record.About) (record.Writer, error) { return record.NewGIF(w, a, 1) },
		"svg":  func(w io.Writer, a *record.About) (record.Writer, error) { return record.NewAnimatedSVG(w, a) },
		"html": func(w io.Writer, a *record.About) (record.Writer, error) { return record.NewHTML(w, a) },
	}
	for _, name := range effort.Some(t, slices.Sorted(maps.Keys(forms)), 1, 4) {
		form := forms[name]
		var bytesOf [2]bytes.Buffer
		for i := range bytesOf {
			s, err := demo.Parse("test.demo", script)
			if err != nil {
				t.Fatal(err)
			}
			about := &record.About{Title: "A test", W: 80, H: 24, Theme: theme.Default()}
			w, err := form(&bytesOf[i], about)
			if err != nil {
				t.Fatal(err)
			}
			r := demo.Recording{W: 80, H: 24, About: about, Keys: true}
			if err := demo.Record(context.Background(), s, newStage(t, "bounded-buffer"), r, w); err != nil {
				t.Fatal(err)
			}
		}
		if bytesOf[0].Len() == 0 || !bytes.Equal(bytesOf[0].Bytes(), bytesOf[1].Bytes()) {
			t.Errorf("%s: two recordings differ", name)
		}
	}
}
